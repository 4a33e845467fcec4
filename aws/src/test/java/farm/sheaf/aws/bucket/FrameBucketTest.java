package farm.sheaf.aws.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.aws.TestS3;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class FrameBucketTest {
  private static final JobId JOB = new JobId("a-1");

  private final String name = TestS3.newBucket();
  private final FrameBucket frames = new FrameBucket(TestS3.CLIENT, name);
  private final Bucket bucket = new Bucket(TestS3.CLIENT, name);

  @TempDir Path folder;

  private void write(String key) {
    TestS3.CLIENT.putObject(r -> r.bucket(name).key(key), RequestBody.fromString("image"));
  }

  private void write(JobId id, FrameSet some) {
    some.stream().parallel().forEach(frame -> write(Keys.frame(id, frame, ImageFormat.PNG)));
  }

  private FrameSet present(FrameSet of) {
    return frames.present(JOB, ImageFormat.PNG, of);
  }

  @Test
  void the_film_shows_an_exr_frame_by_its_preview_and_any_other_by_itself() throws IOException {
    Path image = Files.writeString(folder.resolve("in"), "pixels");
    Path preview = Files.writeString(folder.resolve("in.png"), "view");
    Path out = folder.resolve("out");
    frames.put(JOB, -7, ImageFormat.EXR, image);
    assertThat(bucket.text(Keys.frame(JOB, -7, ImageFormat.EXR))).contains("pixels");
    assertThat(frames.fetchForFilm(JOB, -7, ImageFormat.EXR, out)).isFalse();
    frames.putPreview(JOB, -7, preview);
    assertThat(frames.fetchForFilm(JOB, -7, ImageFormat.EXR, out)).isTrue();
    assertThat(Files.readString(out)).isEqualTo("view");
    frames.put(JOB, 8, ImageFormat.JPEG, image);
    assertThat(frames.fetchForFilm(JOB, 8, ImageFormat.JPEG, out)).isTrue();
    assertThat(Files.readString(out)).isEqualTo("pixels");
  }

  @Test
  void a_frame_that_is_not_there_leaves_the_target_alone() throws IOException {
    Path out = Files.writeString(folder.resolve("out"), "mine");
    assertThat(frames.fetchForFilm(JOB, 7, ImageFormat.PNG, out)).isFalse();
    assertThat(Files.readString(out)).isEqualTo("mine");
    assertThat(folder).isDirectoryContaining(out::equals);
  }

  @Test
  void segments_come_back_by_run_and_number_until_the_job_is_removed() throws IOException {
    Path segment = Files.writeString(folder.resolve("in.mp4"), "moving");
    Path out = folder.resolve("out.mp4");
    frames.putSegment(JOB, 2, 100_000, segment);
    frames.putSegment(JOB, 2, 3, segment);
    frames.putSegment(JOB, 21, 4, segment);
    write(Keys.segments(JOB, 2) + "notes.txt");

    assertThat(frames.segments(JOB, 2)).containsExactly(3, 100_000);
    assertThat(frames.segments(JOB, 1)).isEmpty();
    assertThat(frames.fetchSegment(JOB, 2, 3, out)).isTrue();
    assertThat(Files.readString(out)).isEqualTo("moving");
    assertThat(frames.fetchSegment(JOB, 2, 4, out)).isFalse();
    assertThat(present(FrameSet.of(3))).isEqualTo(FrameSet.EMPTY);
    frames.deleteAll(JOB);
    assertThat(bucket.list("")).isEmpty();
  }

  @Test
  void present_frames_are_found_on_both_sides_of_zero_and_at_every_length() {
    FrameSet there =
        FrameSet.parse("-100000,-12345,-10000,-20,-3-3,998-1002,9999-10002,99999,100000");
    write(JOB, there);
    assertThat(present(there)).isEqualTo(there);
    assertThat(present(FrameSet.parse("-21--19,0-5,10000-10100")))
        .isEqualTo(FrameSet.parse("-20,0-3,10000-10002"));
    assertThat(present(FrameSet.of(4))).isEqualTo(FrameSet.EMPTY);
    assertThat(present(FrameSet.EMPTY)).isEqualTo(FrameSet.EMPTY);
  }

  @Test
  void only_this_jobs_frames_of_this_format_count() {
    write(JOB, FrameSet.of(1));
    write(new JobId("a-12"), FrameSet.of(2));
    write(Keys.frame(JOB, 3, ImageFormat.EXR));
    write(Keys.preview(JOB, 4));
    write(Keys.frames(JOB) + "0005.png.part");
    write(Keys.frames(JOB) + "notes.txt");
    assertThat(present(FrameSet.range(0, 9))).isEqualTo(FrameSet.of(1));
  }

  @Test
  void more_frames_than_a_page_holds_are_all_found_and_all_removed() {
    FrameSet many = FrameSet.range(-50, 1100);
    write(JOB, many);
    assertThat(present(many)).isEqualTo(many);
    assertThat(present(FrameSet.of(-50, 1100, 1101))).isEqualTo(FrameSet.of(-50, 1100));
    frames.deleteAll(JOB);
    assertThat(bucket.list("")).isEmpty();
  }

  @Test
  void row14_more_than_a_thousand_frames_are_removed_in_batches() {
    FrameSet many = FrameSet.range(1, 1005);
    write(JOB, FrameSet.of(1, 2, 1000, 1001, 1005, 1006));
    frames.delete(JOB, ImageFormat.PNG, many);
    assertThat(bucket.list("")).containsExactly(Keys.frame(JOB, 1006, ImageFormat.PNG));
  }

  @Test
  void removing_an_exr_frame_removes_its_preview() {
    write(Keys.frame(JOB, 1, ImageFormat.EXR));
    write(Keys.preview(JOB, 1));
    write(Keys.preview(JOB, 2));
    frames.delete(JOB, ImageFormat.EXR, FrameSet.of(1));
    assertThat(bucket.list("")).containsExactly(Keys.preview(JOB, 2));
  }

  @Test
  void row15_one_jobs_frames_never_collide_with_anothers() {
    JobId longer = new JobId("a-11");
    write(JOB, FrameSet.of(10001));
    write(longer, FrameSet.of(1));
    frames.deleteAll(JOB);
    assertThat(frames.present(longer, ImageFormat.PNG, FrameSet.of(1))).isEqualTo(FrameSet.of(1));
  }

  @Test
  void the_mark_of_the_lowest_live_run_stays_and_never_goes_back() {
    assertThat(frames.lowestLiveRun(JOB)).isEqualTo(1);
    frames.letDieBelow(JOB, 3);
    frames.letDieBelow(JOB, 2);
    write(JOB, FrameSet.of(1));
    frames.deleteAll(JOB);
    assertThat(frames.lowestLiveRun(JOB)).isEqualTo(3);
    assertThat(bucket.list("")).containsExactly(Keys.canceled(JOB));
  }
}
