package farm.sheaf.conformance.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The package of a function as it is deployed: {@code <module>/target/<module>-lambda.jar}. */
public record FunctionPackage(String function, Path jar) {
  /** The package that the build has made. */
  public static FunctionPackage of(String function) {
    String module = function + "-function";
    Path jar = root().resolve(module).resolve("target").resolve(module + "-lambda.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "%s is not there; make it: ./mvnw -pl %s -am package -DskipTests".formatted(jar, module));
    }
    return new FunctionPackage(function, jar);
  }

  /** The class that Lambda is told to run. */
  public String handler() {
    String name = Character.toUpperCase(function.charAt(0)) + function.substring(1);
    return "farm.sheaf." + function + "." + name + "Handler";
  }

  /** Lays it out as the runtime looks for it, {@code LAMBDA_TASK_ROOT/lib/*.jar}. */
  Path layOut(Path taskRoot) throws IOException {
    Path lib = Files.createDirectories(taskRoot.resolve("lib"));
    Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    return taskRoot;
  }

  /** Lays it out as Lambda does with a package that it is given: class by class. */
  public Path unpack(Path taskRoot) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Path target = taskRoot.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip.getInputStream(entry), target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return taskRoot;
  }

  /** The repository's folder, wherever in it the tests run. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("server-function").resolve("pom.xml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not run inside the repository");
      }
    }
    return folder;
  }
}
