package farm.sheaf.worker.scene;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.scene.SceneVersion;
import farm.sheaf.worker.stub.MemoryFarm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneCacheTest {
  @TempDir Path folder;
  private final MemoryFarm farm = new MemoryFarm();

  @ParameterizedTest
  @CsvSource({
    "my scenes/ball.blend, ball.blend",
    "with space.blend, with space.blend",
    "bäll é.blend, bäll é.blend",
    "a/../../.blend, .blend",
    "odd/no-suffix, scene.blend"
  })
  void row8_a_scene_keeps_its_name_in_a_folder_of_its_own(String key, String name)
      throws IOException {
    Path file = fetch(new SceneCache(farm, folder, 100), new SceneVersion(key, "e", 10));

    assertThat(file).exists().hasFileName(name);
    assertThat(folder.relativize(file).getNameCount()).isEqualTo(2);
  }

  @Test
  void the_same_version_is_downloaded_once_and_a_changed_upload_anew() throws IOException {
    SceneCache cache = new SceneCache(farm, folder, 100);
    Path first = fetch(cache, new SceneVersion("a.blend", "e1", 10));
    Path again = fetch(cache, new SceneVersion("a.blend", "e1", 10));
    Path changed = fetch(cache, new SceneVersion("a.blend", "e2", 10));

    assertThat(again).isEqualTo(first);
    assertThat(changed).isNotEqualTo(first);
    assertThat(farm.deeds()).containsExactly("download a.blend", "download a.blend");
  }

  @Test
  void the_least_recently_used_go_when_there_are_too_many_bytes() throws IOException {
    SceneCache cache = new SceneCache(farm, folder, 100);
    Path a = fetch(cache, new SceneVersion("a.blend", "e", 40));
    Path b = fetch(cache, new SceneVersion("b.blend", "e", 40));
    fetch(cache, new SceneVersion("a.blend", "e", 40));
    Path c = fetch(cache, new SceneVersion("c.blend", "e", 40));

    assertThat(a).exists();
    assertThat(b).doesNotExist();
    assertThat(c).exists();
  }

  @Test
  void a_scene_larger_than_the_cache_still_comes() throws IOException {
    assertThat(fetch(new SceneCache(farm, folder, 10), new SceneVersion("a.blend", "e", 99)))
        .exists();
  }

  @Test
  void a_deleted_scene_is_named() throws IOException {
    farm.downloads(new SceneFiles.Download.Gone());

    assertThat(new SceneCache(farm, folder, 10).fetch(new SceneVersion("a.blend", "e", 9)))
        .isEqualTo(
            new SceneCache.Lookup.Lost(
                "a.blend was deleted after this job was submitted; upload it and submit it again"));
  }

  private static Path fetch(SceneCache cache, SceneVersion version) throws IOException {
    return switch (cache.fetch(version)) {
      case SceneCache.Lookup.Here here -> here.file();
      case SceneCache.Lookup.Lost lost -> throw new AssertionError(lost.message());
    };
  }
}
