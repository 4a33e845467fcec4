package farm.sheaf.worker.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir Path folder;

  @Test
  void what_a_killed_worker_left_is_removed_and_a_living_ones_is_not() throws IOException {
    Path dead = folder.resolve("dead");
    Files.createDirectories(dead.resolve("session-1"));
    Files.createFile(dead.resolve("lock"));
    try (Scratch living = Scratch.open(folder, "living");
        Scratch next = Scratch.open(folder, "next")) {
      assertThat(dead).doesNotExist();
      assertThat(living.folder()).exists();
      assertThat(next.folder()).exists();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void strangers_files_stay() throws IOException {
    Path stranger = Files.createDirectories(folder.resolve("mine"));
    try (Scratch scratch = Scratch.open(folder, "w")) {
      assertThat(scratch.folder()).exists();
    }
    assertThat(stranger).exists();
  }

  @Test
  void row16_two_workers_cannot_have_one_id_on_one_machine() throws IOException {
    try (Scratch first = Scratch.open(folder, "w")) {
      assertThat(first.folder()).exists();
      assertThatThrownBy(() -> Scratch.open(folder, "w")).hasMessageContaining("in use");
    }
  }
}
