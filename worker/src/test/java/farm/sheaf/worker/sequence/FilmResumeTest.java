package farm.sheaf.worker.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.work.Segments;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.LeaseLostException;
import farm.sheaf.worker.stub.Bench;
import farm.sheaf.worker.stub.Faults;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.StubMessage;
import farm.sheaf.worker.stub.StubSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films of several pieces, with a real ffmpeg and drawn frames. */
class FilmResumeTest {
  private static final String FRAMES = "1-600";
  private static final FrameSet ALL = FrameSet.parse(FRAMES);

  private static final Duration GRACE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Bench bench;
  private FilmBench films;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(folder, StubSessions.quick(), GRACE);
    films = new FilmBench(bench);
    films.draw(ALL, 64);
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
  }

  @Test
  void each_piece_is_stored_as_it_is_encoded() throws IOException {
    films.run(Jobs.sequence(FRAMES));

    assertThat(bench.farm.deeds().stream().filter(deed -> deed.startsWith("put")))
        .containsExactly("put segment 0", "put segment 1", "put segment 2", "put film");
    assertThat(bench.farm.events(WorkerEvent.Type.SEGMENT_STORED)).hasSize(3);
    assertThat(films.shown()).hasSize(600);
  }

  @Test
  void a_film_goes_on_from_the_segments_that_are_stored() throws IOException {
    films.run(Jobs.segment(FRAMES, 0));
    films.run(Jobs.segment(FRAMES, 2));
    films.spoil(Segments.frames(ALL, 0));
    films.spoil(Segments.frames(ALL, 2));

    films.run(Jobs.sequence(FRAMES));

    assertThat(segmentsPut(bench))
        .containsExactly("put segment 0", "put segment 2", "put segment 1");
    assertThat(films.shown()).isEqualTo(FilmBench.drawn(ALL));
  }

  @Test
  void a_film_whose_worker_drains_is_handed_back_and_no_segment_is_encoded_twice()
      throws IOException {
    bench.farm.faults().at("put segment", bench.drain::request);

    films.run(Jobs.sequence(FRAMES));

    assertThat(segmentsPut(bench)).containsExactly("put segment 0");
    assertHandedBack();
    try (Bench other = new Bench(folder.resolve("other"))) {
      other.farm.objects().putAll(bench.farm.objects());
      FilmBench otherFilms = new FilmBench(other);
      otherFilms.run(bench.farm.sent().getFirst());
      assertThat(segmentsPut(other)).containsExactly("put segment 1", "put segment 2");
      assertThat(otherFilms.shown()).isEqualTo(FilmBench.drawn(ALL));
    }
  }

  @Test
  void a_segment_in_work_at_the_end_of_the_grace_is_aborted_and_the_film_handed_back()
      throws IOException {
    bench
        .farm
        .faults()
        .at(
            "fetch " + Keys.frame(Jobs.ID, 300, ImageFormat.PNG),
            () -> {
              bench.drain.request();
              bench.advance(GRACE);
            });

    films.run(Jobs.sequence(FRAMES));

    assertThat(segmentsPut(bench)).containsExactly("put segment 0");
    assertHandedBack();
    assertThat(bench.farm.events(WorkerEvent.Type.INTERRUPTED)).hasSize(1);
  }

  /** SQS lets a receive last twelve hours, all renewals together. */
  @Test
  void a_film_that_takes_longer_than_a_receive_lasts_goes_on_in_a_new_message() throws IOException {
    bench
        .farm
        .faults()
        .at("put segment", () -> bench.advance(Duration.ofHours(12).minusSeconds(20)));

    films.run(Jobs.sequence(FRAMES));

    assertThat(segmentsPut(bench)).containsExactly("put segment 0");
    assertHandedBack();

    films.run(bench.farm.sent().getFirst());

    assertThat(segmentsPut(bench))
        .containsExactly("put segment 0", "put segment 1", "put segment 2");
    assertThat(films.shown()).isEqualTo(FilmBench.drawn(ALL));
  }

  @Test
  void a_film_is_not_joined_in_the_last_hours_of_a_receive() throws IOException {
    bench.farm.faults().at("put segment", () -> bench.advance(Duration.ofHours(9)));

    films.run(Jobs.sequence(FRAMES));

    assertThat(segmentsPut(bench)).hasSize(3);
    assertHandedBack();
  }

  private void assertHandedBack() {
    assertThat(bench.farm.sent()).containsExactly(Jobs.sequence(FRAMES));
    assertThat(bench.farm.deeds()).endsWith("send film", "delete");
    assertThat(bench.farm.events(WorkerEvent.Type.HANDED_BACK)).hasSize(1);
    assertThat(bench.farm.events(WorkerEvent.Type.SEQUENCING_FAILED)).isEmpty();
  }

  private static List<String> segmentsPut(Bench bench) {
    return bench.farm.deeds().stream().filter(deed -> deed.startsWith("put segment")).toList();
  }

  @Test
  void a_lost_lease_stores_nothing_more() {
    StubMessage message = bench.message(Jobs.sequence(FRAMES));
    bench
        .farm
        .faults()
        .at(
            "fetch " + Keys.frame(Jobs.ID, 300, ImageFormat.PNG),
            () -> {
              message.cable(StubMessage.Cable.CUT);
              bench.advance(Bench.LEASE);
            });

    assertThatThrownBy(() -> films.run(message)).isInstanceOf(LeaseLostException.class);

    assertThat(segmentsPut(bench)).containsExactly("put segment 0");
    assertThat(bench.farm.deeds()).doesNotContain("send film", "delete");
  }

  @Test
  void segments_of_an_earlier_run_are_not_this_films() throws IOException {
    films.run(Jobs.sequence(FRAMES));
    films.draw(ALL, 128);

    films.run(Jobs.sequence(FRAMES, 2));

    assertThat(films.shown()).isEqualTo(FilmBench.drawn(ALL));
  }

  @Test
  void a_stored_segment_that_is_no_film_is_encoded_anew() throws IOException {
    bench.farm.objects().put(Keys.segment(Jobs.ID, 1, 1), new byte[] {1, 2, 3});

    films.run(Jobs.sequence(FRAMES));

    assertThat(films.shown()).isEqualTo(FilmBench.drawn(ALL));
  }

  /** Such as one of a worker whose ffmpeg is another: here it is of another size. */
  @Test
  void stored_segments_of_other_encoders_are_encoded_anew() throws IOException {
    films.draw(ALL, 66);
    films.run(Jobs.segment(FRAMES, 0));
    films.run(Jobs.segment(FRAMES, 1));
    films.draw(ALL, 64);

    films.run(Jobs.sequence(FRAMES));

    assertThat(films.shown()).isEqualTo(FilmBench.drawn(ALL));
  }

  @Test
  void all_frames_of_a_film_are_never_on_the_disk_at_once() throws IOException {
    Path scratch = bench.scratch.folder();
    List<Long> seen = new CopyOnWriteArrayList<>();
    Faults faults = bench.farm.faults();
    faults.at(
        "put segment",
        () -> faults.at("put segment", () -> seen.add(files(scratch.resolve("film")))));

    films.run(Jobs.sequence(FRAMES));

    // Two pieces, and what ffmpeg said.
    assertThat(seen).containsExactly(3L);
    assertThat(scratch.resolve("film")).doesNotExist();
  }

  private static long files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_frame_that_vanishes_while_the_film_is_made_is_rendered_again() throws IOException {
    bench
        .farm
        .faults()
        .at(
            "put segment",
            () -> bench.farm.objects().remove(Keys.frame(Jobs.ID, 400, ImageFormat.PNG)));

    films.run(Jobs.sequence(FRAMES));

    assertThat(bench.farm.events(WorkerEvent.Type.FRAMES_MISSING).getFirst().detail().message())
        .isEqualTo("frames 400 are not in the bucket");
    assertThat(bench.farm.objects()).doesNotContainKey(FilmBench.FILM);
  }

  @Test
  void a_segment_that_lacks_a_frame_is_dropped_in_quiet() throws IOException {
    bench.farm.objects().remove(Keys.frame(Jobs.ID, 300, ImageFormat.PNG));

    films.run(Jobs.segment(FRAMES, 1));

    assertDropped("frames 300 are not in the bucket");
  }

  @Test
  void a_segment_whose_frame_cannot_be_read_is_dropped_in_quiet() throws IOException {
    films.spoil(FrameSet.of(300));

    films.run(Jobs.segment(FRAMES, 1));

    assertDropped("ffmpeg");
  }

  @Test
  void a_segment_is_dropped_in_quiet_when_the_cloud_is_away() throws IOException {
    bench.farm.faults().fail("put segment", 3);

    films.run(Jobs.segment(FRAMES, 1));

    assertDropped("the cloud is away");
  }

  @Test
  void a_segment_that_no_film_has_is_dropped_in_quiet() throws IOException {
    films.run(Jobs.segment(FRAMES, 3));

    assertDropped("no such piece");
  }

  @Test
  void a_segment_that_is_stored_is_not_encoded_again() throws IOException {
    var work = Jobs.segment(FRAMES, 1);
    films.run(work);

    films.run(work);

    assertThat(bench.farm.events(WorkerEvent.Type.SEGMENT_STORED)).hasSize(1);
    assertThat(bench.farm.deeds()).endsWith("put segment 1", "delete", "delete");
  }

  private void assertDropped(String why) {
    assertThat(bench.farm.events(WorkerEvent.Type.CLEANED_UP).getFirst().detail().message())
        .contains(why);
    assertThat(bench.farm.events())
        .extracting(WorkerEvent::type)
        .doesNotContain(
            WorkerEvent.Type.SEQUENCING_FAILED,
            WorkerEvent.Type.SEQUENCING_RETRIED,
            WorkerEvent.Type.JOB_FAILED,
            WorkerEvent.Type.FRAMES_MISSING);
    assertThat(bench.farm.sent()).isEmpty();
    assertThat(bench.farm.deeds()).last().isEqualTo("delete");
  }
}
