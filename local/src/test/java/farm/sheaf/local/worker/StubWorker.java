package farm.sheaf.local.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Behaves as a worker does towards the farm, and renders nothing. */
public final class StubWorker {
  private StubWorker() {}

  public static void main(String[] args) throws Exception {
    System.out.println(
        "started with " + List.of(args) + " at " + System.getenv("AWS_ENDPOINT_URL_S3"));
    if (List.of(args).contains("refuse")) {
      System.err.println("worker: cannot serve: no Blender");
      System.exit(1);
    }
    Path crash = Path.of(System.getenv().getOrDefault("STUB_CRASH_ONCE", "/nonexistent"));
    if (Files.deleteIfExists(crash)) {
      Runtime.getRuntime().halt(134);
    }
    Thread.ofPlatform().daemon().start(StubWorker::endWithParent);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.println("drained");
                  System.out.flush();
                  Runtime.getRuntime().halt(0);
                }));
    new CountDownLatch(1).await();
  }

  private static void endWithParent() {
    try {
      long read = System.in.transferTo(java.io.OutputStream.nullOutputStream());
      System.out.println("parent ended after " + read);
    } catch (IOException e) {
      System.out.println("parent ended");
    }
    Runtime.getRuntime().halt(3);
  }
}
