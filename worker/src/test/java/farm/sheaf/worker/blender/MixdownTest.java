package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import farm.sheaf.core.frame.FrameSet;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixdownTest {
  @TempDir private Path folder;

  @Test
  void the_sound_is_as_long_as_the_film_and_not_silent()
      throws IOException, UnsupportedAudioFileException {
    Stage stage = new Stage(folder);
    try (Session session = stage.open(TestScenes.scene("sound"), Asked.frames("1-24"))) {
      Path wav = folder.resolve("half.wav");
      assertThat(session.mixdown(FrameSet.parse("7-18"), wav, Stage.TIMEOUT))
          .isEqualTo(new MixdownResult.Mixed(wav));
      assertThat(seconds(wav)).isCloseTo(0.5, within(0.05));
      assertThat(loudest(wav)).isGreaterThan(1000);
      assertThat(stage.frame(session, 3)).exists();
    }
  }

  @Test
  void the_jobs_rate_decides_how_long_the_film_is()
      throws IOException, UnsupportedAudioFileException {
    Stage stage = new Stage(folder);
    try (Session session =
        stage.open(TestScenes.scene("sound"), Asked.frames("1-24").fps("12000/1001"))) {
      Path wav = folder.resolve("slow.wav");
      session.mixdown(FrameSet.parse("1-24"), wav, Stage.TIMEOUT);
      assertThat(seconds(wav)).isCloseTo(2.002, within(0.05));
      assertThat(session.report().fps()).hasToString("24");
    }
  }

  @Test
  void a_scene_without_sound_is_silent_and_gaps_leave_the_sound_out() throws IOException {
    try (Session session = new Stage(folder).open(TestScenes.scene("tiny"), Asked.frames("1-24"))) {
      Path wav = folder.resolve("none.wav");
      assertThat(session.mixdown(FrameSet.parse("1-24"), wav, Stage.TIMEOUT))
          .isEqualTo(new MixdownResult.Silent());
      assertThat(session.mixdown(FrameSet.parse("1-23x2"), wav, Stage.TIMEOUT))
          .isInstanceOfSatisfying(
              MixdownResult.Missing.class,
              missing -> assertThat(missing.message()).contains("1-23x2", "gaps"));
      assertThat(wav).doesNotExist();
    }
  }

  private static double seconds(Path wav) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
      return in.getFrameLength() / (double) in.getFormat().getFrameRate();
    }
  }

  private static int loudest(Path wav) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
      byte[] bytes = in.readAllBytes();
      int loudest = 0;
      for (int i = 0; i + 1 < bytes.length; i += 2) {
        loudest = Math.max(loudest, Math.abs((bytes[i + 1] << 8) | (bytes[i] & 0xff)));
      }
      return loudest;
    }
  }
}
