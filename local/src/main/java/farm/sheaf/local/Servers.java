package farm.sheaf.local;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.core.port.Stores;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.s3.EmbeddedS3;
import farm.sheaf.local.s3.EventRules;
import farm.sheaf.local.s3.S3EventQueue;
import farm.sheaf.local.sqs.EmbeddedSqs;
import farm.sheaf.local.table.NewerJobTableException;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The embedded servers and the job table, started side by side. */
record Servers(EmbeddedS3 embeddedS3, EmbeddedSqs embeddedSqs, FarmOptions.OpenTable table)
    implements AutoCloseable {

  static Servers start(
      FarmHome home, FarmCredentials credentials, FarmOptions options, S3EventQueue events)
      throws IOException {
    FarmResources.Buckets buckets = FarmResources.ONE_MACHINE.buckets();
    EmbeddedS3.Setup setup =
        new EmbeddedS3.Setup(
            List.of(buckets.renderFiles(), buckets.pngFiles(), buckets.workerLogging()),
            new EventRules(buckets.pngFiles(), buckets.renderFiles()),
            events);
    FarmPorts ports = options.ports();
    try (ExecutorService side = Executors.newFixedThreadPool(3)) {
      Future<EmbeddedSqs> sqs =
          submit(
              side,
              () ->
                  FarmPorts.start(
                      ports.sqs(), port -> EmbeddedSqs.start(home, port, LocalFarm.REGION)));
      Future<EmbeddedS3> s3 =
          submit(
              side,
              () ->
                  FarmPorts.start(
                      ports.s3(),
                      port ->
                          EmbeddedS3.start(
                              home, credentials, port, setup, InstantSource.system())));
      Future<FarmOptions.OpenTable> table = submit(side, () -> options.table().open(home));
      return together(s3, sqs, table);
    }
  }

  private static <T> Future<T> submit(ExecutorService side, Callable<T> start) {
    return side.submit(start);
  }

  /** All of them, or none and the first fault. */
  private static Servers together(
      Future<EmbeddedS3> s3, Future<EmbeddedSqs> sqs, Future<FarmOptions.OpenTable> table)
      throws IOException {
    try {
      return new Servers(s3.get(), sqs.get(), table.get());
    } catch (ExecutionException e) {
      stop(s3);
      stop(sqs);
      stop(table);
      switch (e.getCause()) {
        case IOException io -> throw io;
        case NewerJobTableException newer -> throw new FarmStartException(newer);
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException("a server does not start", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the servers started", e);
    }
  }

  private static void stop(Future<?> part) {
    try {
      if (part.get() instanceof AutoCloseable started) {
        started.close();
      }
    } catch (Exception e) {
      // It did not start, and the first fault is told.
      org.slf4j.LoggerFactory.getLogger(Servers.class).debug("not started", e);
    }
  }

  Stores stores() {
    return table.stores();
  }

  URI s3() {
    return embeddedS3.endpoint();
  }

  URI sqs() {
    return embeddedSqs.endpoint();
  }

  @Override
  public void close() {
    embeddedS3.close();
    embeddedSqs.close();
    table.close();
  }
}
