package farm.sheaf.worker.film;

import static farm.sheaf.worker.film.Filming.PROGRAM;
import static farm.sheaf.worker.film.Filming.order;
import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.work.Segments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real ffmpeg; the frames are drawn. */
class FilmJoinTest {
  @TempDir Path folder;

  /** 257 and 258 end in pieces so short that their encoder reorders nothing. */
  @ParameterizedTest
  @CsvSource({
    "H264, 24, 1",
    "H264, 12.5, 256",
    "H264, 24, 257",
    "H264, 30000/1001, 258",
    "H264, 30000/1001, 600",
    "H265, 30000/1001, 1",
    "H265, 24, 256",
    "H265, 12.5, 257",
    "H265, 30000/1001, 600"
  })
  void the_joined_film_has_one_time_line(Video.Codec codec, String rate, int frames)
      throws IOException {
    FilmOrder order = order(FrameSet.range(5, 4 + frames), rate, new Video.Film(codec, 20));
    List<Path> pieces = new Filming(folder).pieces(order, DrawnFrames.png(64, 48));

    FilmLook film = new FilmLook(new Filming(folder).joined(order, pieces, Optional.empty()));

    long step = order.grid().step();
    assertThat(film.packets("pts").stream().sorted().toList())
        .isEqualTo(LongStream.range(0, frames).map(place -> place * step).boxed().toList());
    List<Long> decoding = film.packets("dts");
    assertThat(decoding)
        .isEqualTo(
            LongStream.range(0, frames)
                .map(place -> decoding.getFirst() + place * step)
                .boxed()
                .toList());
    assertThat(film.packets("duration")).hasSize(frames).containsOnly(step);
    FrameRate exact = order.rate();
    assertThat(film.stream("r_frame_rate,avg_frame_rate,start_pts,duration_ts,nb_frames"))
        .isEqualTo(
            "%1$d/%2$d,%1$d/%2$d,0,%3$d,%4$d"
                .formatted(exact.numerator(), exact.denominator(), frames * step, frames));
    List<String> decoded = new ArrayList<>();
    for (Path piece : pieces) {
      decoded.addAll(new FilmLook(piece).decoded());
    }
    assertThat(film.decoded()).hasSize(frames).isEqualTo(decoded);
  }

  @Test
  void the_joined_film_shows_each_frame_once_and_in_order() throws IOException {
    FrameSet frames = FrameSet.parse("-300-299");

    Path film = new Filming(folder).film(order(frames, "30000/1001"), DrawnFrames.png(64, 48));

    assertThat(new FilmLook(film).greys())
        .isEqualTo(frames.stream().map(DrawnFrames::grey).boxed().toList());
  }

  /** The concat demuxer counts in microseconds; over many pieces that would add up. */
  @Test
  void times_stay_exact_over_as_many_pieces_as_a_film_may_have() {
    FilmOrder order = order(FrameSet.range(1, 100_000), "30000/1001");
    int count = Segments.count(order.frames());
    List<JoinCommand.Piece> pieces = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      pieces.add(
          new JoinCommand.Piece(
              Path.of("p" + number), Segments.frames(order.frames(), number).size()));
    }

    double seconds =
        JoinCommand.script(order, pieces)
            .lines()
            .filter(line -> line.startsWith("duration "))
            .mapToDouble(line -> Double.parseDouble(line.substring("duration ".length())))
            .sum();

    assertThat(count).isEqualTo(391);
    assertThat(Math.abs(seconds - 100_000 * 1001 / 30000.0)).isLessThan(1e-6);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 3.0})
  void sound_shorter_or_longer_than_the_film_never_changes_the_films_length(double seconds)
      throws IOException {
    Path wav = Files.write(folder.resolve("sound.wav"), wav(seconds));
    FilmOrder order = order(FrameSet.range(-3, 8), "12");
    Filming filming = new Filming(folder);

    FilmLook film =
        new FilmLook(
            filming.joined(
                order, filming.pieces(order, DrawnFrames.png(64, 48)), Optional.of(wav)));

    assertThat(film.greys()).hasSize(12);
    assertThat(film.probe("-show_entries", "stream=codec_name", "-of", "csv=p=0"))
        .isEqualTo("h264\naac");
    assertThat(Double.parseDouble(film.probe("-show_entries", "format=duration", "-of", "csv=p=0")))
        .isBetween(0.99, 1.05);
  }

  @Test
  void a_joined_film_that_lacks_a_piece_is_no_film() throws IOException {
    FilmOrder order = order(FrameSet.range(1, 300), "24");
    List<Path> pieces = new Filming(folder).pieces(order, DrawnFrames.png(64, 48));

    FilmResult result =
        new FilmJoin(PROGRAM, folder).join(order, pieces.subList(0, 1), Optional.empty());

    assertThat(result)
        .isEqualTo(
            new FilmResult.Failed(
                "the film should have 300 frames in yuv420p, but ffprobe finds 256 in yuv420p"));
  }

  @Test
  void a_film_whose_pieces_changed_places_is_still_whole_but_pieces_of_the_wrong_length_are_none()
      throws IOException {
    FilmOrder order = order(FrameSet.range(1, 257), "24");
    List<Path> pieces = new ArrayList<>(new Filming(folder).pieces(order, DrawnFrames.png(64, 48)));

    Collections.reverse(pieces);

    assertThat(new FilmJoin(PROGRAM, folder).join(order, pieces, Optional.empty()))
        .isInstanceOf(FilmResult.Failed.class);
  }

  @Test
  void pieces_of_encoders_that_write_other_parameters_are_of_another_kind() throws IOException {
    FilmOrder order = order(FrameSet.range(1, 3), "24");
    Path usual = new Filming(folder).pieces(order, DrawnFrames.png(64, 48)).getFirst();
    Path larger = folder.resolve("larger.mp4");
    assertThat(new FilmMaker(PROGRAM, folder).make(order, DrawnFrames.png(66, 48), larger))
        .isInstanceOf(FilmResult.Made.class);

    Optional<PieceKind> kind = PieceKind.of(PROGRAM, order, usual);

    assertThat(kind).isPresent();
    assertThat(PieceKind.of(PROGRAM, order, larger)).isPresent().isNotEqualTo(kind);
    assertThat(PieceKind.of(PROGRAM, order(FrameSet.range(1, 4), "24"), usual)).isEmpty();
    Files.write(larger, new byte[] {1, 2, 3});
    assertThat(PieceKind.of(PROGRAM, order, larger)).isEmpty();
  }

  private static byte[] wav(double seconds) {
    int rate = 8000;
    int bytes = 2 * (int) Math.round(rate * seconds);
    ByteBuffer head = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    head.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    head.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
    head.putShort((short) 2).putShort((short) 16);
    head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.array());
    return all.toByteArray();
  }
}
