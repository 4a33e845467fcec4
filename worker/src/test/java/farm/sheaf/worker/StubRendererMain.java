package farm.sheaf.worker;

import farm.sheaf.core.work.WorkerKind;
import farm.sheaf.worker.blender.Sessions;
import farm.sheaf.worker.stub.StubSessions;
import java.time.Duration;

/**
 * A worker whose frames are drawn by Java, for tests that are not about Blender. Everything else in
 * it is the worker's own. {@code SHEAF_STUB_FRAME_MILLIS} says how long a frame takes.
 */
public final class StubRendererMain {
  private StubRendererMain() {}

  public static void main(String[] args) {
    String millis = System.getenv().getOrDefault("SHEAF_STUB_FRAME_MILLIS", "0");
    StubSessions sessions = new StubSessions(Duration.ofMillis(Long.parseLong(millis)));
    Main.run(args, _ -> new StubRenderer(sessions));
  }

  private record StubRenderer(Sessions sessions) implements Renderer {
    @Override
    public WorkerKind kind() {
      return new WorkerKind("a stub renderer");
    }

    @Override
    public Probe probe() {
      return new Probe.Able("a stub renderer, no Blender");
    }
  }
}
