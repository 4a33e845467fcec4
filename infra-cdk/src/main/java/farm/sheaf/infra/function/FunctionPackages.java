package farm.sheaf.infra.function;

import farm.sheaf.infra.configuration.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the functions' packages are, one JAR for each. */
public record FunctionPackages(Path server, Path watcher, Path logger) {
  /** What makes them. */
  public static final String COMMAND =
      "./mvnw -DskipTests -pl server-function,watcher-function,logger-function -am package";

  /**
   * The packages in a checkout.
   *
   * @throws ConfigurationException when one of them was not made yet
   */
  public static FunctionPackages in(Path checkout) {
    return new FunctionPackages(
        made(checkout, "server-function"),
        made(checkout, "watcher-function"),
        made(checkout, "logger-function"));
  }

  private static Path made(Path checkout, String module) {
    Path jar = checkout.resolve(module).resolve("target").resolve(module + "-lambda.jar");
    if (!Files.isRegularFile(jar)) {
      throw new ConfigurationException(
          "There is no %s yet; make the functions' packages with: %s"
              .formatted(checkout.relativize(jar), COMMAND));
    }
    return jar;
  }

  Path of(FunctionKind kind) {
    return switch (kind) {
      case SERVER -> server;
      case WATCHER -> watcher;
      case LOGGER -> logger;
    };
  }
}
