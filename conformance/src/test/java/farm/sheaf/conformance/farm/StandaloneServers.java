package farm.sheaf.conformance.farm;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;

/**
 * The servers of every build in a process of their own, to try the suite against endpoints. They
 * know nothing of the farm that comes, so their S3 sends no events. Prints the variables that reach
 * them, and serves until it is ended.
 */
public final class StandaloneServers {
  private StandaloneServers() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    EmbeddedServers servers =
        EmbeddedServers.start(FarmParts.freshNames(), Files.createTempDirectory("sheaf-servers-"));
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
    servers.environment().forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.println("SHEAF_CONFORMANCE=endpoints");
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
