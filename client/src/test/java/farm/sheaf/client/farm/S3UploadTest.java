package farm.sheaf.client.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.aws.TestS3;
import farm.sheaf.client.farm.Upload.End;
import farm.sheaf.client.farm.Upload.Existing;
import farm.sheaf.client.scene.SceneFile;
import farm.sheaf.client.scene.UploadScene;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Uploads to a real S3 server. */
final class S3UploadTest {

  @TempDir private Path folder = Path.of("");
  private final String bucket = TestS3.newBucket();

  @Test
  void a_large_file_goes_in_parts_and_comes_back_the_same() throws IOException {
    Path file = file("large.blend", 2 * FilePart.USUAL + 12_345);
    List<Long> told = new CopyOnWriteArrayList<>();

    End end = objects(TestS3.CLIENT).upload(upload(file, Existing.STAYS, told::add));

    assertThat(end).isEqualTo(End.STORED);
    Path back = folder.resolve("back.blend");
    objects(TestS3.CLIENT).download(place(file), back);
    assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    assertThat(told).last().isEqualTo(Files.size(file));
    assertThat(objects(TestS3.CLIENT).find(place(file)).orElseThrow().digest()).contains("digest");
  }

  @Test
  void a_large_file_is_not_sent_twice() throws IOException {
    Path file = file("twice.blend", FilePart.USUAL + 1);
    UploadScene upload = new UploadScene(objects(TestS3.CLIENT));

    assertThat(upload.upload(SceneFile.open(file), place(file), S3UploadTest::nobody))
        .isEqualTo(new UploadScene.Outcome.Sent(FilePart.USUAL + 1));
    assertThat(upload.upload(SceneFile.open(file), place(file), S3UploadTest::nobody))
        .isEqualTo(new UploadScene.Outcome.AlreadyThere());
  }

  @Test
  void what_came_at_the_same_time_stays() throws IOException {
    Path mine = file("shot.blend", 1_000);
    Upload theirs =
        new Upload(
            file("theirs.blend", 1_000),
            place(mine),
            "theirs",
            Existing.STAYS,
            S3UploadTest::nobody);
    objects(TestS3.CLIENT).upload(theirs);

    assertThat(objects(TestS3.CLIENT).upload(upload(mine, Existing.STAYS, S3UploadTest::nobody)))
        .isEqualTo(End.OTHER_STAYED);
    assertThat(objects(TestS3.CLIENT).upload(upload(mine, Existing.REPLACED, S3UploadTest::nobody)))
        .isEqualTo(End.STORED);
  }

  @Test
  void two_who_upload_the_same_scene_at_once_are_both_content() throws IOException {
    Path file = file("race.blend", 1_000);
    ObjectStore objects = objects(TestS3.CLIENT);
    AtomicInteger looks = new AtomicInteger();
    ObjectStore late =
        new LateLook(
            objects,
            () -> {
              if (looks.getAndIncrement() == 0) {
                new UploadScene(objects)
                    .upload(SceneFile.open(file), place(file), S3UploadTest::nobody);
              }
            });

    assertThat(
            new UploadScene(late).upload(SceneFile.open(file), place(file), S3UploadTest::nobody))
        .isEqualTo(new UploadScene.Outcome.AlreadyThere());
  }

  @Test
  void a_part_that_fails_leaves_nothing_behind() throws IOException {
    Path file = file("fails.blend", 3 * FilePart.USUAL);
    S3Client failing =
        client(
            request -> {
              if (request instanceof UploadPartRequest part && part.partNumber() == 3) {
                throw SdkClientException.create("the network went away");
              }
            });

    assertThatThrownBy(
            () -> objects(failing).upload(upload(file, Existing.STAYS, S3UploadTest::nobody)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the network went away");

    assertThat(unfinished()).isEmpty();
    assertThat(objects(TestS3.CLIENT).find(place(file))).isEmpty();
  }

  @Test
  void an_interruption_takes_the_parts_away() throws IOException {
    Path file = file("stops.blend", FilePart.USUAL);
    S3Upload whole =
        new S3Upload(TestS3.CLIENT, upload(file, Existing.STAYS, S3UploadTest::nobody));
    String id =
        TestS3.CLIENT
            .createMultipartUpload(request -> request.bucket(bucket).key("stops.blend"))
            .uploadId();
    assertThat(unfinished()).containsExactly("stops.blend");

    new MultipartUpload(TestS3.CLIENT, whole).interrupted(id);

    assertThat(unfinished()).isEmpty();
  }

  @Test
  void an_abort_that_fails_does_not_hide_why_it_was_needed() throws IOException {
    Path file = file("both.blend", 2 * FilePart.USUAL);
    AtomicReference<String> id = new AtomicReference<>("");
    S3Client failing =
        client(
            request -> {
              switch (request) {
                case UploadPartRequest part -> {
                  id.set(part.uploadId());
                  throw SdkClientException.create("first");
                }
                case AbortMultipartUploadRequest _ -> throw SdkClientException.create("second");
                default -> {}
              }
            });

    assertThatThrownBy(
            () -> objects(failing).upload(upload(file, Existing.STAYS, S3UploadTest::nobody)))
        .hasMessageContaining("first");
    assertThat(id.get()).isNotEmpty();
  }

  @Test
  void a_scene_saved_in_mid_upload_is_refused() throws IOException {
    Path file = file("saved.blend", 1_000);
    ObjectStore objects = new LateLook(objects(TestS3.CLIENT), () -> append(file, "a new bone"));

    assertThatThrownBy(
            () ->
                new UploadScene(objects)
                    .upload(SceneFile.open(file), place(file), S3UploadTest::nobody))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("was saved again while it was uploaded");
  }

  private static void nobody(long sent) {}

  private List<String> unfinished() {
    return TestS3.CLIENT.listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
        .map(each -> each.key())
        .toList();
  }

  private Upload upload(Path file, Existing existing, LongConsumer progress) {
    return new Upload(file, place(file), "digest", existing, progress);
  }

  private Place place(Path file) {
    return new Place(bucket, String.valueOf(file.getFileName()));
  }

  private static S3Objects objects(S3Client s3) {
    return new S3Objects(s3, new MachineTelling());
  }

  private Path file(String name, long bytes) throws IOException {
    byte[] content = new byte[(int) bytes];
    new Random(bytes).nextBytes(content);
    System.arraycopy("BLENDER-v304".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 12);
    return Files.write(folder.resolve(name), content);
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that looks at each request before it is sent. */
  private static S3Client client(Consumer<Object> look) {
    return AwsAccess.of(TestS3.environment())
        .configured(S3Client.builder(), "S3")
        .forcePathStyle(true)
        .overrideConfiguration(
            config ->
                config.addExecutionInterceptor(
                    new ExecutionInterceptor() {
                      @Override
                      public void beforeTransmission(
                          Context.BeforeTransmission context, ExecutionAttributes attributes) {
                        look.accept(context.request());
                      }
                    }))
        .build();
  }

  /** A store in which something happens between the look for an object and its upload. */
  private record LateLook(ObjectStore objects, Runnable meanwhile) implements ObjectStore {
    @Override
    public Optional<StoredObject> find(Place place) {
      var found = objects.find(place);
      meanwhile.run();
      return found;
    }

    @Override
    public End upload(Upload upload) {
      return objects.upload(upload);
    }

    @Override
    public List<StoredObject> list(Place prefix) {
      return objects.list(prefix);
    }

    @Override
    public void download(Place from, Path to) {
      objects.download(from, to);
    }

    @Override
    public String text(Place place) {
      return objects.text(place);
    }
  }
}
