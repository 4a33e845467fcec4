package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir private Path folder;
  private Outbox outbox;

  @BeforeEach
  void setUp() throws IOException {
    outbox = Outbox.in(folder, new Launching.Direct());
  }

  @Test
  void a_file_that_was_left_is_taken_out() throws IOException {
    Path target = folder.resolve("7.png");
    Files.writeString(outbox.placeFor(target), "an image");

    assertThat(outbox.take(target)).isTrue();

    assertThat(target).hasContent("an image");
    assertThat(outbox.folder()).isEmptyDirectory();
  }

  @Test
  void a_link_to_what_the_scene_must_not_send_is_not_taken_for_a_frame() throws IOException {
    Path secret = Files.writeString(folder.resolve("token"), "secret");
    Path target = folder.resolve("7.png");
    Files.createSymbolicLink(outbox.placeFor(target), secret);

    assertThat(outbox.take(target)).isFalse();
  }

  @Test
  void neither_nothing_nor_an_empty_file_is_taken() throws IOException {
    Path target = folder.resolve("7.png");
    assertThat(outbox.take(target)).isFalse();
    Files.createFile(outbox.placeFor(target));
    assertThat(outbox.take(target)).isFalse();
  }
}
