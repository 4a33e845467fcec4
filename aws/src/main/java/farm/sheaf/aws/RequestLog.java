package farm.sheaf.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes each request that our code makes of AWS, a line each: {@code SQS SendMessageBatch}. It is
 * on where {@code SHEAF_REQUEST_LOG} names a folder; every process has a file of its own there. It
 * is what the benchmarks count, and what permissions are checked against.
 */
final class RequestLog implements ExecutionInterceptor {
  private static final String VARIABLE = "SHEAF_REQUEST_LOG";

  private final Path file;

  private RequestLog(Path file) {
    this.file = file;
  }

  /** Empty unless the environment asks for it. */
  static Optional<ExecutionInterceptor> asked(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(folder -> !folder.isBlank())
        .map(folder -> new RequestLog(Path.of(folder, ProcessHandle.current().pid() + ".log")));
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes about) {
    String line =
        about.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
            + " "
            + about.getAttribute(SdkExecutionAttribute.OPERATION_NAME)
            + "\n";
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ", which " + VARIABLE + " names", e);
    }
  }
}
