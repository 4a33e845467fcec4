package farm.sheaf.conformance.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

class ClosingLineTest {
  @TempDir Path folder;

  @Test
  void tests_that_did_not_run_are_never_silent() {
    ClosingLine line = new ClosingLine(Target.LOCALSTACK, folder);

    line.notRun("no container engine");
    line.afterAll(anywhere());

    assertThat(folder.resolve("LocalStack.txt"))
        .hasContent("conformance: LocalStack NOT RUN: no container engine");
  }

  @Test
  void tests_that_ran_are_counted_with_those_that_failed() {
    ClosingLine line = new ClosingLine(Target.EMBEDDED, folder);

    line.testSuccessful(anywhere());
    line.testSuccessful(anywhere());
    line.testFailed(anywhere(), new AssertionError());
    line.note("news by sweep");
    line.afterAll(anywhere());

    assertThat(folder.resolve("embedded.txt"))
        .hasContent("conformance: embedded ran 3 tests, 1 FAILED, news by sweep");
  }

  /** The line does not look at where it is called from. */
  private static ExtensionContext anywhere() {
    return (ExtensionContext)
        java.lang.reflect.Proxy.newProxyInstance(
            ExtensionContext.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
