package farm.sheaf.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * Notes each request that our code makes of AWS, a line each, with what it touches: {@code SQS
 * SendMessageBatch JobQueue}. Objects stand as {@code bucket/key}, an index as {@code
 * table/index/name}; of several objects in a request the first stands for all. It is on where
 * {@code SHEAF_REQUEST_LOG} names a folder; every process has a file of its own there. It is what
 * the benchmarks count, and what permissions are checked against.
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
            + " "
            + touched(context.request())
            + "\n";
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ", which " + VARIABLE + " names", e);
    }
  }

  private static String touched(SdkRequest request) {
    return switch (request) {
      case S3Request s3 -> field(s3, "Bucket") + key(s3).map(key -> "/" + key).orElse("");
      case SqsRequest sqs ->
          text(sqs, "QueueName").orElseGet(() -> lastPart(field(sqs, "QueueUrl")));
      case BatchGetItemRequest get -> String.join(",", get.requestItems().keySet());
      case BatchWriteItemRequest write -> String.join(",", write.requestItems().keySet());
      case DynamoDbRequest table ->
          field(table, "TableName")
              + text(table, "IndexName").map(index -> "/index/" + index).orElse("");
      default -> "-";
    };
  }

  private static Optional<String> key(S3Request request) {
    return request instanceof DeleteObjectsRequest several
        ? several.delete().objects().stream().map(ObjectIdentifier::key).findFirst()
        : text(request, "Key");
  }

  private static String lastPart(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static String field(SdkRequest request, String name) {
    return text(request, name).orElse("-");
  }

  private static Optional<String> text(SdkRequest request, String name) {
    return request.getValueForField(name, String.class);
  }
}
