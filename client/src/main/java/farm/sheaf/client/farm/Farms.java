package farm.sheaf.client.farm;

import java.util.Optional;

/** How a command comes by a farm: it finds the one that runs, or starts its own. */
public interface Farms {
  /** The farm that is there, ready to be asked. */
  Optional<Farm> running();

  /** Starts a farm in this process; the caller stops it by closing. */
  OwnFarm start(Start how);

  /** Where the farm of this machine listens, if it runs; what {@code env} prints. */
  Optional<Doors> doors();

  /** A farm that this process runs. */
  interface OwnFarm extends AutoCloseable {
    Farm farm();

    Doors doors();

    /** Whether a worker is there, or will be again; one that cannot render stays down. */
    boolean hasWorkers();

    /** Lets the workers hand back what they have and stops; jobs stay. */
    @Override
    void close();
  }
}
