package farm.sheaf.core.port;

import org.junit.jupiter.api.Nested;

/** The stores for tests keep the contracts of the real ones. */
class InMemoryStoresTest {
  @Nested
  class Jobs extends JobStoreContract {
    private final InMemoryStores memory = new InMemoryStores();

    @Override
    protected JobStore newStore() {
      return memory;
    }

    @Override
    protected void spoil(farm.sheaf.core.job.JobId id) {
      memory.spoil(id);
    }
  }

  @Nested
  class Progress extends ProgressStoreContract {
    @Override
    protected Stores newStores() {
      return new InMemoryStores().stores();
    }
  }

  @Nested
  class Workers extends WorkerStoreContract {
    @Override
    protected WorkerStore newStore() {
      return new InMemoryStores();
    }
  }
}
