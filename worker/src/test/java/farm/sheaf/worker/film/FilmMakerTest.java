package farm.sheaf.worker.film;

import static farm.sheaf.worker.film.Filming.order;
import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Video;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real ffmpeg; the frames are drawn. */
class FilmMakerTest {
  private static final FfmpegProgram PROGRAM = Filming.PROGRAM;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"1-12", "5-8", "10-12", "0-19", "-3-3", "1-250x10", "7", "99998-100001"})
  void row12_a_film_has_exactly_the_frames_of_its_range_wherever_it_begins(String range)
      throws IOException {
    FrameSet frames = FrameSet.parse(range);

    Path film = made(order(frames, "24"), DrawnFrames.png(64, 48));

    assertThat(greys(film)).isEqualTo(frames.stream().map(DrawnFrames::grey).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "30000/1001", "25/2", "24000/1001", "60"})
  void row12_a_film_has_the_exact_rate_of_its_scene(String rate) throws IOException {
    Path film = made(order(FrameSet.range(5, 20), rate), DrawnFrames.png(64, 48));

    assertThat(probe(film, "r_frame_rate")).isEqualTo(rate.contains("/") ? rate : rate + "/1");
    assertThat(probe(film, "avg_frame_rate")).isEqualTo(rate.contains("/") ? rate : rate + "/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"321x181:320,180", "320x181:320,180", "5x4:4,4", "270x338:270,338"})
  void row12_a_film_has_the_scenes_own_size_made_even(String sizes) throws IOException {
    String[] inAndOut = sizes.split(":", -1);
    String[] in = inAndOut[0].split("x", -1);

    Path film =
        made(
            order(FrameSet.range(1, 3), "24"),
            DrawnFrames.png(Integer.parseInt(in[0]), Integer.parseInt(in[1])));

    assertThat(probe(film, "width,height")).isEqualTo(inAndOut[1]);
  }

  @Test
  void row12_browsers_get_yuv420p_marked_as_bt709_with_the_index_in_front() throws IOException {
    Path film = made(order(FrameSet.range(1, 3), "24"), DrawnFrames.png(64, 48));

    assertThat(probe(film, "codec_name,pix_fmt,color_range,color_space,color_transfer"))
        .isEqualTo("h264,yuv420p,tv,bt709,bt709");
    String bytes = new String(Files.readAllBytes(film), StandardCharsets.ISO_8859_1);
    assertThat(bytes.indexOf("moov")).isLessThan(bytes.indexOf("mdat"));
  }

  @Test
  void h265_carries_the_tag_that_apple_players_know() throws IOException {
    FilmOrder order = order(FrameSet.range(1, 3), "24", new Video.Film(Video.Codec.H265, 20));

    assertThat(probe(made(order, DrawnFrames.png(64, 48)), "codec_name,codec_tag_string,pix_fmt"))
        .isEqualTo("hevc,hvc1,yuv420p");
  }

  @Test
  void jpeg_frames_become_the_same_greys() throws IOException {
    FilmOrder order =
        new FilmOrder(FrameSet.range(3, 6), ImageFormat.JPEG, new FrameRate(24, 1), Filming.H264);

    assertThat(greys(made(order, DrawnFrames.jpeg(64, 48)))).isEqualTo(List.of(76, 88, 100, 112));
  }

  @Test
  void transparent_frames_are_seen_over_black() throws IOException {
    List<Integer> greys =
        greys(made(order(FrameSet.of(15), "24"), DrawnFrames.transparentPng(64, 48)));

    assertThat(greys.getFirst()).isBetween(105, 115);
  }

  @Test
  void row12_a_gap_yields_no_film_but_the_missing_frame() throws IOException {
    FilmResult result =
        result(order(FrameSet.range(1, 12), "24"), DrawnFrames.png(64, 48).without(7));

    assertThat(result).isEqualTo(new FilmResult.Gap(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 12})
  void a_truncated_frame_yields_no_film(int truncated) throws IOException {
    FilmResult result =
        result(order(FrameSet.range(1, 12), "24"), DrawnFrames.png(64, 48).truncating(truncated));

    assertThat(result).isInstanceOf(FilmResult.Failed.class);
  }

  @Test
  void only_a_few_frames_are_on_the_disk_at_a_time() throws IOException {
    List<Integer> seen = new ArrayList<>();
    DrawnFrames drawn = DrawnFrames.png(64, 48);
    FrameSource counting =
        (frame, target) -> {
          boolean there = drawn.fetch(frame, target);
          try (var files = Files.list(folder)) {
            int frames =
                (int) files.filter(f -> f.getFileName().toString().startsWith("frame")).count();
            synchronized (seen) {
              seen.add(frames);
            }
          }
          return there;
        };

    assertThat(result(order(FrameSet.range(1, 60), "24"), counting))
        .isInstanceOf(FilmResult.Made.class);
    assertThat(seen).hasSize(60).allMatch(frames -> frames <= 6);
  }

  @Test
  void an_aborted_film_is_no_film() throws IOException {
    FilmMaker maker = new FilmMaker(PROGRAM, folder);
    DrawnFrames drawn = DrawnFrames.png(64, 48);
    FrameSource abortingAtTen =
        (frame, target) -> {
          if (frame == 10) {
            maker.abort();
          }
          return drawn.fetch(frame, target);
        };

    assertThat(
            maker.make(order(FrameSet.range(1, 30), "24"), abortingAtTen, folder.resolve("p.mp4")))
        .isEqualTo(new FilmResult.Failed("the film was aborted"));
  }

  @Test
  void the_installed_program_can_serve() {
    assertThat(PROGRAM.probe())
        .isInstanceOfSatisfying(
            FfmpegProbe.Able.class, able -> assertThat(able.codecs()).contains(Video.Codec.H264));
  }

  @Test
  void a_program_that_is_not_there_is_named_with_what_to_do() {
    assertThat(FfmpegProgram.find(Optional.of(Path.of("/nowhere/ffmpeg")), Map.of()))
        .isEqualTo(
            new FfmpegSearch.NotFound(
                "ffmpeg: /nowhere/ffmpeg is not an executable file; install it (Debian and Ubuntu:"
                    + " apt-get install ffmpeg), or name it with --ffmpeg or SHEAF_FFMPEG"));
    assertThat(FfmpegProgram.find(Optional.empty(), Map.of("PATH", folder.toString())))
        .isInstanceOfSatisfying(
            FfmpegSearch.NotFound.class,
            notFound -> assertThat(notFound.message()).contains("none on PATH", "apt-get"));
  }

  private Path made(FilmOrder order, FrameSource source) throws IOException {
    return new Filming(folder).film(order, source);
  }

  private FilmResult result(FilmOrder order, FrameSource source) throws IOException {
    return new FilmMaker(PROGRAM, folder).make(order, source, folder.resolve("piece.mp4"));
  }

  private static String probe(Path film, String fields) throws IOException {
    return new FilmLook(film).stream(fields);
  }

  private static List<Integer> greys(Path film) throws IOException {
    return new FilmLook(film).greys();
  }
}
