package farm.sheaf.client.farm;

import farm.sheaf.account.Stage;
import farm.sheaf.local.home.FarmHome;
import java.util.Map;
import java.util.Optional;

/** How a command comes by a farm: it finds the one that runs, or starts its own. */
public interface Farms {
  /** Those that an environment means: a stage in an account, or the farm of this machine. */
  static Farms of(Map<String, String> environment) {
    return Stage.named(environment)
        .<Farms>map(stage -> new OnAws(stage, environment))
        .orElseGet(() -> new OneMachine(FarmHome.of(environment)));
  }

  /** The farm that is there, ready to be asked. */
  Optional<Farm> running();

  /** Starts a farm in this process; the caller stops it by closing. */
  OwnFarm start(Start how);

  /** Where the farm of this machine listens, if it runs; for who connects to its ports. */
  Optional<Doors> doors();

  /** What other programs need in their environment to work with the farm, where there is one. */
  Optional<Map<String, String>> variables();

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
