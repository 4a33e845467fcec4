package farm.sheaf.worker;

import farm.sheaf.core.work.WorkerKind;
import farm.sheaf.worker.blender.Sessions;

/** What renders for this worker. */
interface Renderer {
  /** Whether it can. */
  Probe probe();

  /** What it has, as far as that decides which scenes it can render; only after a good probe. */
  WorkerKind kind();

  /** Opens scenes; only after a good probe. */
  Sessions sessions();

  /** What a look at one of the worker's needs found. */
  sealed interface Probe {
    /**
     * @param what there is, for the log
     */
    record Able(String what) implements Probe {}

    /**
     * @param reason for people, with what to do
     */
    record Unable(String reason) implements Probe {}
  }
}
