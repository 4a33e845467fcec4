package farm.sheaf.infra.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import farm.sheaf.infra.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionPackagesTest {
  @TempDir Path checkout;

  @Test
  void they_are_where_the_build_puts_them() throws IOException {
    for (String module : new String[] {"server-function", "watcher-function", "logger-function"}) {
      make(module);
    }
    assertThat(FunctionPackages.in(checkout).watcher())
        .isEqualTo(checkout.resolve("watcher-function/target/watcher-function-lambda.jar"));
  }

  @Test
  void one_that_is_missing_is_named_with_the_command_that_makes_it() throws IOException {
    make("server-function");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> FunctionPackages.in(checkout))
        .withMessage(
            "There is no watcher-function/target/watcher-function-lambda.jar yet; make the"
                + " functions' packages with: ./mvnw -DskipTests -pl"
                + " server-function,watcher-function,logger-function -am package");
  }

  private void make(String module) throws IOException {
    Path target = Files.createDirectories(checkout.resolve(module).resolve("target"));
    Files.writeString(target.resolve(module + "-lambda.jar"), "");
  }
}
