package farm.sheaf.client.farm;

import farm.sheaf.client.farm.Upload.End;
import farm.sheaf.client.farm.Upload.Existing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Sends one file: a small one with one request, a large one in parts, several at a time. */
record S3Upload(S3Client s3, Upload upload) {
  /** Metadata of an upload of ours: the SHA-256 of its content. */
  static final String DIGEST = "sha256";

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  End send() {
    List<FilePart> parts = FilePart.of(upload.file(), size());
    AtomicLongArray sent = new AtomicLongArray(parts.size());
    Runnable moved =
        () ->
            upload.progress().accept(IntStream.range(0, sent.length()).mapToLong(sent::get).sum());
    try {
      if (parts.size() == 1) {
        s3.putObject(
            request ->
                request
                    .bucket(upload.to().bucket())
                    .key(upload.to().key())
                    .metadata(Map.of(DIGEST, upload.digest()))
                    .ifNoneMatch(unlessThere().orElse(null)),
            parts.getFirst().body(sent, moved));
      } else {
        new MultipartUpload(s3, this).send(parts, part -> part.body(sent, moved));
      }
      return End.STORED;
    } catch (S3Exception e) {
      if (upload.existing() == Existing.STAYS
          && (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT)) {
        return End.OTHER_STAYED;
      }
      throw e;
    }
  }

  /** The value of {@code If-None-Match}. */
  Optional<String> unlessThere() {
    return switch (upload.existing()) {
      case STAYS -> Optional.of("*");
      case REPLACED -> Optional.empty();
    };
  }

  private long size() {
    try {
      return Files.size(upload.file());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + upload.file(), e);
    }
  }
}
