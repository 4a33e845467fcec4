package farm.sheaf.aws.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.aws.TestS3;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.SceneFiles.Download;
import farm.sheaf.core.scene.SceneVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

class SceneBucketTest {
  private static final JobId JOB = new JobId("ball-3f9a2c81d0");

  private final String name = TestS3.newBucket();
  private final SceneBucket scenes = new SceneBucket(TestS3.CLIENT, name);

  @TempDir Path folder;

  private void upload(String key, String content) {
    TestS3.CLIENT.putObject(r -> r.bucket(name).key(key), RequestBody.fromString(content));
  }

  private SceneVersion uploaded(String key, String content) {
    upload(key, content);
    return scenes.find(key).orElseThrow();
  }

  @Test
  void row5_a_key_is_found_exactly_and_never_by_prefix() {
    upload("a.blend.bak", "old");
    upload("sets/b.blend", "new");
    assertThat(scenes.find("a.blend")).isEmpty();
    assertThat(scenes.find("a.blend.bak")).isPresent();
    assertThat(scenes.find("sets")).isEmpty();
    assertThat(scenes.find("sets/b")).isEmpty();
    upload("a.blend", "both");
    assertThat(scenes.find("a.blend")).map(SceneVersion::bytes).contains(4L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"my scene.blend", "sets/day 1/a.blend", "für ü.blend", "a+b%20=&?#é(1)'.blend"})
  void row8_keys_with_spaces_slashes_and_umlauts_work(String key) throws IOException {
    SceneVersion version = uploaded(key, "BLENDER-v304");
    assertThat(version.key()).isEqualTo(key);
    assertThat(scenes.head(version, 7)).asString().isEqualTo("BLENDER");
    Path target = folder.resolve("scene.blend");
    assertThat(scenes.download(version, target)).isEqualTo(new Download.Downloaded());
    assertThat(Files.readString(target)).isEqualTo("BLENDER-v304");
  }

  @Test
  void row3_a_changed_upload_is_another_version() {
    SceneVersion before = uploaded("a.blend", "one");
    SceneVersion after = uploaded("a.blend", "two");
    assertThat(after.etag()).isNotEqualTo(before.etag()).doesNotContain("\"");
  }

  @Test
  void the_head_of_a_short_or_empty_file_is_all_of_it() {
    assertThat(scenes.head(uploaded("short.blend", "abc"), 4096)).asString().isEqualTo("abc");
    assertThat(scenes.head(uploaded("empty.blend", ""), 4096)).isEmpty();
  }

  @Test
  void the_head_of_a_replaced_file_is_refused() {
    SceneVersion version = uploaded("a.blend", "one");
    upload("a.blend", "two");
    assertThatThrownBy(() -> scenes.head(version, 10))
        .isInstanceOf(SceneReplacedException.class)
        .hasMessageContaining("a.blend");
  }

  @Test
  void a_file_replaced_or_removed_in_mid_job_is_not_downloaded() {
    SceneVersion version = uploaded("a.blend", "one");
    Path target = folder.resolve("scene.blend");
    upload("a.blend", "two");
    assertThat(scenes.download(version, target)).isEqualTo(new Download.Replaced());
    TestS3.CLIENT.deleteObject(r -> r.bucket(name).key("a.blend"));
    assertThat(scenes.download(version, target)).isEqualTo(new Download.Gone());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_download_replaces_what_was_there() throws IOException {
    SceneVersion version = uploaded("a.blend", "new");
    Path target = Files.writeString(folder.resolve("scene.blend"), "old and longer");
    scenes.download(version, target);
    scenes.download(version, target);
    assertThat(Files.readString(target)).isEqualTo("new");
    assertThat(folder).isDirectoryContaining(target::equals);
  }

  @Test
  void a_film_tells_the_run_that_made_it_until_it_is_removed() throws IOException {
    SceneVersion file = new SceneVersion("für alle/my ball.blend", "e", 1);
    JobSpec spec = new JobSpec(file, FrameSet.of(1), JobSettings.DEFAULT, "ball", "");
    assertThat(scenes.filmRun(spec, JOB)).isEmpty();
    Path film = Files.writeString(folder.resolve("film.mp4"), "ftyp");
    scenes.putFilm(spec, JOB, 2, film);
    assertThat(scenes.filmRun(spec, JOB)).contains(2);
    scenes.putFilm(spec, JOB, 3, film);
    assertThat(scenes.filmRun(spec, JOB)).contains(3);
    scenes.deleteFilm(spec, JOB);
    scenes.deleteFilm(spec, JOB);
    assertThat(scenes.filmRun(spec, JOB)).isEmpty();
  }

  @Test
  void row13_a_foreign_film_is_no_film_of_a_run() {
    SceneVersion file = new SceneVersion("ball.blend", "e", 1);
    JobSpec spec = new JobSpec(file, FrameSet.of(1), JobSettings.DEFAULT, "ball", "");
    upload(Keys.film(spec, JOB), "somebody's");
    assertThat(scenes.filmRun(spec, JOB)).isEmpty();
  }
}
