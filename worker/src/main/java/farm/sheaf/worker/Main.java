package farm.sheaf.worker;

import farm.sheaf.worker.blender.BlenderProgram;
import farm.sheaf.worker.blender.Launching;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The worker's command line. Exit status: 0 after a drain, 1 when it cannot serve, 2 for a wrong
 * command line, 3 when its parent ended.
 */
public final class Main {
  private static final int CANNOT_SERVE = 1;
  private static final int USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    run(args, options -> renderer(options.programs(), environment));
  }

  private static Renderer renderer(Options.Programs programs, Map<String, String> environment) {
    return new BlenderRenderer(
        BlenderProgram.find(programs.blender(), environment),
        programs.device(),
        programs
            .launcher()
            .<List<Launching>>map(
                socket -> List.of(new Launching.Apart(socket, programs.scratch())))
            .orElseGet(() -> Launching.onThisMachine(environment)));
  }

  /** Runs a worker with this renderer, and ends the process. */
  static void run(String[] args, Function<Options, Renderer> renderer) {
    prepare();
    System.exit(status(args, renderer));
  }

  /** Before the first logger: other programs of ours on the same class path log otherwise. */
  private static void prepare() {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "logback-worker.xml");
    }
    System.setProperty("java.awt.headless", "true");
  }

  private static int status(String[] args, Function<Options, Renderer> renderer) {
    if (List.of(args).contains("--help")) {
      System.out.print(Options.USAGE);
      return 0;
    }
    try {
      Options options = Options.parse(List.of(args));
      return new WorkerProgram(options, System.getenv(), renderer.apply(options)).run();
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return USAGE;
    } catch (IllegalArgumentException e) {
      System.err.println("worker: " + e.getMessage());
      return USAGE;
    } catch (IOException | RuntimeException e) {
      System.err.println("worker: cannot serve: " + e.getMessage());
      return CANNOT_SERVE;
    }
  }
}
