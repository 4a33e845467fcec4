package farm.sheaf.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.conformance.runtime.FunctionPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packages that are deployed hold, and what they do not. */
class PackagesIT {
  private static final long MOST_BYTES = 15_000_000;
  private static final String SERVICES = "META-INF/services/";

  @ParameterizedTest
  @ValueSource(strings = {"server", "watcher", "logger"})
  void a_package_is_small(String function) throws IOException {
    assertThat(Files.size(FunctionPackage.of(function).jar())).isLessThan(MOST_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "watcher", "logger"})
  void a_package_has_its_handler_a_log_and_one_http_client(String function) throws IOException {
    FunctionPackage code = FunctionPackage.of(function);
    try (ZipFile jar = new ZipFile(code.jar().toFile())) {
      assertThat(jar.getEntry(code.handler().replace('.', '/') + ".class")).isNotNull();
      assertThat(lines(jar, SERVICES + "org.slf4j.spi.SLF4JServiceProvider"))
          .containsExactly("org.slf4j.simple.SimpleServiceProvider");
      assertThat(lines(jar, SERVICES + "software.amazon.awssdk.http.SdkHttpService"))
          .containsExactly("software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService");
      assertThat(names(jar))
          .noneMatch(name -> name.startsWith("io/netty/"))
          .noneMatch(name -> name.startsWith("org/apache/"))
          .noneMatch(name -> name.startsWith("software/amazon/awssdk/crt/"));
    }
  }

  /**
   * Packages of the same sources are the same, so a deployment without changes changes nothing;
   * what comes from other jars has those jars' times.
   */
  @ParameterizedTest
  @ValueSource(strings = {"server", "watcher", "logger"})
  void nothing_in_a_package_says_when_it_was_made(String function) throws IOException {
    try (ZipFile jar = new ZipFile(FunctionPackage.of(function).jar().toFile())) {
      List<LocalDateTime> times =
          jar.stream()
              .filter(entry -> entry.getName().startsWith("farm/sheaf/"))
              .map(ZipEntry::getTimeLocal)
              .distinct()
              .toList();
      assertThat(times).containsExactly(LocalDateTime.parse("2026-01-01T00:00:00"));
    }
  }

  private static List<String> names(ZipFile jar) {
    return jar.stream().map(ZipEntry::getName).toList();
  }

  private static List<String> lines(ZipFile jar, String entry) throws IOException {
    return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
