package farm.sheaf.conformance.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A function of the farm in a JVM of its own, on AWS's runtime interface client. */
public final class FunctionProcess implements AutoCloseable {
  private final RuntimeApi api;
  private final Process process;
  private final RuntimeApi.Moment started;
  private final Path log;

  private FunctionProcess(RuntimeApi api, Process process, RuntimeApi.Moment started, Path log) {
    this.api = api;
    this.process = process;
    this.started = started;
    this.log = log;
  }

  /** How Lambda brings a function up. */
  public enum Start {
    ON_DEMAND("on-demand"),
    SNAP_START("snap-start");

    private final String type;

    Start(String type) {
      this.type = type;
    }
  }

  /**
   * A function and where it runs.
   *
   * @param taskRoot where its code lies
   * @param environment what the deployment gives it; nothing is inherited
   * @param folder of its log
   */
  public record Setup(
      String function,
      String handler,
      Path taskRoot,
      Map<String, String> environment,
      Path folder) {
    /** A package of ours, laid out below its folder. */
    public static Setup of(FunctionPackage code, Map<String, String> environment, Path folder)
        throws IOException {
      Path taskRoot = code.layOut(folder.resolve("task"));
      return new Setup(code.function(), code.handler(), taskRoot, environment, folder);
    }
  }

  /** Starts it, and does not wait for it. */
  public static FunctionProcess start(RuntimeClient client, Setup setup, Start how)
      throws IOException {
    RuntimeApi api = RuntimeApi.start(setup.function(), InstantSource.system());
    Path log = setup.folder().resolve(setup.function() + ".log");
    Files.deleteIfExists(log);
    ProcessBuilder builder =
        new ProcessBuilder(client.command(setup.handler()))
            .directory(setup.taskRoot().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(setup, how, api));
    RuntimeApi.Moment started = RuntimeApi.Moment.now();
    Process process = builder.start();
    var _ = process.onExit().thenAccept(ended -> api.failAll("ended with " + ended.exitValue()));
    return new FunctionProcess(api, process, started, log);
  }

  private static Map<String, String> environment(Setup setup, Start how, RuntimeApi api) {
    Map<String, String> all = new LinkedHashMap<>(setup.environment());
    all.put("AWS_LAMBDA_RUNTIME_API", api.address());
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", how.type);
    all.put("AWS_LAMBDA_FUNCTION_NAME", setup.function());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + setup.function());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", "1");
    all.put("LAMBDA_TASK_ROOT", setup.taskRoot().toAbsolutePath().toString());
    all.put("LANG", "en_US.UTF-8");
    return all;
  }

  public RuntimeApi api() {
    return api;
  }

  public RuntimeApi.Moment started() {
    return started;
  }

  /** Waits until it asks for its first call. */
  public FunctionProcess ready() throws IOException {
    try {
      api.initialized().get(60, TimeUnit.SECONDS);
      return this;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("a function does not start: " + log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a function started", e);
    }
  }

  /** All that it said so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.close();
  }
}
