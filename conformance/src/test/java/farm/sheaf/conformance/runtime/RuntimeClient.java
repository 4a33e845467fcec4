package farm.sheaf.conformance.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.annotations.SdkInternalApi;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * AWS's runtime interface client for Java: the program that Lambda's own runtime runs handlers
 * with. Its native library is unpacked once, because it would unpack itself to one fixed name, and
 * two starts at a time can crash each other.
 *
 * @param library its native library
 */
public record RuntimeClient(Path library) {
  static final String MAIN = AWSLambda.class.getName();

  private static final String LIBRARY_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** As Lambda's managed runtimes for Java start a JVM, and quiet about what its libraries do. */
  private static final List<String> LAMBDA_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** By which org.crac finds Lambda's implementation; Lambda's managed runtimes set it. */
  private static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

  /** Unpacks the library below a folder. */
  public static RuntimeClient unpack(Path folder) throws IOException {
    String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "libaws-lambda-jni.linux-" + arch + ".so";
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, name, ".part");
    try (InputStream content = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
      Files.copy(
          Objects.requireNonNull(content, name + " is not in the runtime interface client"),
          part,
          StandardCopyOption.REPLACE_EXISTING);
    }
    Path library = folder.resolve(name).toAbsolutePath();
    try {
      Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, library, StandardCopyOption.REPLACE_EXISTING);
    }
    return new RuntimeClient(library);
  }

  /** The command that runs a handler: no jar of ours is on it, they come from the task root. */
  List<String> command(String handler) {
    return Stream.of(
            Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            LAMBDA_FLAGS.stream(),
            Stream.of("-D" + LIBRARY_PROPERTY + "=" + library, HOOKS, "-cp", classPath(), MAIN),
            Stream.of(handler))
        .flatMap(part -> part)
        .toList();
  }

  private static String classPath() {
    return Stream.of(
            AWSLambda.class,
            Context.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class,
            SdkInternalApi.class)
        .map(RuntimeClient::jarOf)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " is in no file", e);
    }
  }
}
