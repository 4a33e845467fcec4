package farm.sheaf.worker.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.LeaseLostException;
import farm.sheaf.worker.film.InstalledFfmpeg;
import farm.sheaf.worker.outage.OutageException;
import farm.sheaf.worker.stub.Bench;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.StubMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real ffmpeg; the renderer is a stub. */
class SequenceRunnerTest {
  private static final String FILM = "output/" + Jobs.ID + "/bäll.mp4";

  @TempDir Path folder;
  private Bench bench;
  private SequenceRunner runner;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(folder);
    runner =
        new SequenceRunner(
            bench.warm,
            new SequenceRunner.Farm(
                bench.farm, bench.farm, bench.farm, bench.declining, bench.reporter),
            new SequenceRunner.Tools(InstalledFfmpeg.program(), bench.scratch, bench.retry));
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
    assertThat(bench.sessions.leftOpen()).isZero();
  }

  @Test
  void frames_become_a_film_and_stay() throws IOException {
    bench.render(Jobs.render("5-16"));

    sequence(bench.message(Jobs.sequence("5-16")));

    assertThat(bench.farm.objects()).hasSize(13).containsKey(FILM);
    assertThat(new String(bench.farm.objects().get(FILM), StandardCharsets.ISO_8859_1))
        .contains("ftyp", "avc1");
    assertThat(bench.farm.deeds()).endsWith("put film", "delete");
    assertThat(bench.farm.events())
        .extracting(WorkerEvent::type)
        .endsWith(
            WorkerEvent.Type.SEQUENCING_STARTED,
            WorkerEvent.Type.FILM_UPLOADED,
            WorkerEvent.Type.CLEANED_UP);
  }

  @Test
  void row11_a_second_sequence_message_finds_the_film_and_does_nothing() throws IOException {
    bench.render(Jobs.render("1-3"));
    sequence(bench.message(Jobs.sequence("1-3")));
    int events = bench.farm.events().size();
    bench.farm.objects().keySet().removeIf(key -> key.endsWith(".png"));

    sequence(bench.message(Jobs.sequence("1-3")));

    assertThat(bench.farm.events()).hasSize(events);
    assertThat(bench.farm.deeds()).endsWith("delete");
  }

  @Test
  void a_film_of_an_earlier_run_is_made_anew() throws IOException {
    bench.render(Jobs.render("1-3"));
    bench.farm.filmOf(Jobs.ID, 0);

    sequence(bench.message(Jobs.sequence("1-3")));

    assertThat(bench.farm.objects()).containsKey(FILM);
  }

  @Test
  void row12_a_missing_frame_means_no_film_and_is_told_before_the_message_goes()
      throws IOException {
    bench.render(Jobs.render("1-6"));
    bench.farm.objects().remove(Keys.frame(Jobs.ID, 4, ImageFormat.PNG));

    sequence(bench.message(Jobs.sequence("1-6")));

    assertThat(bench.farm.objects()).doesNotContainKey(FILM);
    assertThat(bench.farm.events(WorkerEvent.Type.FRAMES_MISSING).getFirst().detail().message())
        .isEqualTo("frames 4 are not in the bucket");
    assertThat(bench.farm.deeds()).endsWith("flush", "delete");
  }

  @Test
  void a_message_whose_gap_cannot_be_told_is_kept() {
    bench.farm.faults().fail("flush", 1);

    assertThatThrownBy(() -> sequence(bench.message(Jobs.sequence("1-6"))))
        .hasMessageContaining("flush");

    assertThat(bench.farm.deeds()).doesNotContain("delete");
  }

  @Test
  void a_frame_that_ffmpeg_cannot_read_fails_the_film_in_ffmpegs_words_at_the_third_try()
      throws IOException {
    bench.render(Jobs.render("1-6"));
    truncate(3);

    sequence(bench.message(Jobs.sequence("1-6").plusOne().plusOne()));

    assertThat(bench.farm.objects()).doesNotContainKey(FILM);
    WorkerEvent failed = bench.farm.events(WorkerEvent.Type.SEQUENCING_FAILED).getFirst();
    assertThat(failed.detail().kind()).hasValue(FailureKind.CRASH);
    assertThat(failed.detail().message()).contains("ffmpeg");
    assertThat(bench.farm.sent()).isEmpty();
    assertThat(bench.farm.deeds()).endsWith("flush", "delete");
  }

  @Test
  void a_failed_try_is_sent_again_with_its_count_before_its_message_goes() throws IOException {
    bench.render(Jobs.render("1-6"));
    truncate(3);

    sequence(bench.message(Jobs.sequence("1-6")));

    assertThat(bench.farm.sent()).containsExactly(Jobs.sequence("1-6").plusOne());
    assertThat(bench.farm.deeds()).endsWith("send film", "delete");
    WorkerEvent retried = bench.farm.events(WorkerEvent.Type.SEQUENCING_RETRIED).getFirst();
    assertThat(retried.detail().attempt()).hasValue(1);
    assertThat(retried.detail().kind()).hasValue(FailureKind.CRASH);
    assertThat(bench.farm.events(WorkerEvent.Type.SEQUENCING_FAILED)).isEmpty();
  }

  private void truncate(int frame) {
    bench
        .farm
        .objects()
        .computeIfPresent(
            Keys.frame(Jobs.ID, frame, ImageFormat.PNG),
            (_, whole) -> Arrays.copyOf(whole, whole.length / 2));
  }

  @Test
  void a_blender_killed_once_while_the_scene_is_opened_for_sound_does_not_fail_the_film()
      throws IOException {
    bench.render(Jobs.render("1-3"));
    bench.warm.close();
    bench.sessions.refuse(FailureKind.CRASH, "Blender was killed by signal 9");

    sequence(bench.message(Jobs.sequence("1-3")));

    assertThat(bench.farm.events(WorkerEvent.Type.SEQUENCING_FAILED)).isEmpty();
    Work.Sequence again = (Work.Sequence) bench.farm.sent().getFirst();
    assertThat(again).isEqualTo(Jobs.sequence("1-3").plusOne());

    sequence(bench.message(again));

    assertThat(bench.farm.objects()).containsKey(FILM);
  }

  @Test
  void a_blender_killed_once_while_it_mixes_the_sound_does_not_make_the_film_silent()
      throws IOException {
    bench.render(Jobs.render("1-3"));
    bench.sessions.script().dieOverSound("Blender was killed while it mixed the scene's sound");

    sequence(bench.message(Jobs.sequence("1-3")));

    assertThat(bench.farm.objects()).doesNotContainKey(FILM);
    assertThat(bench.farm.sent()).containsExactly(Jobs.sequence("1-3").plusOne());
  }

  @Test
  void a_sound_over_which_blender_dies_each_time_is_left_out_in_the_end_and_told()
      throws IOException {
    bench.render(Jobs.render("1-3"));
    bench.sessions.script().dieOverSound("Blender was killed while it mixed the scene's sound");

    sequence(bench.message(Jobs.sequence("1-3").plusOne().plusOne()));

    assertThat(bench.farm.objects()).containsKey(FILM);
    assertThat(bench.farm.events(WorkerEvent.Type.WARNING).getFirst().detail().message())
        .contains("sound");
  }

  @Test
  void a_scene_that_this_worker_cannot_open_goes_to_workers_of_another_kind() throws IOException {
    bench.render(Jobs.render("1-3"));
    bench.warm.close();
    bench.sessions.refuse(FailureKind.WORKER, "the scene needs Blender 4.2");

    sequence(bench.message(Jobs.sequence("1-3")));

    assertThat(bench.farm.sent()).containsExactly(Jobs.sequence("1-3").declinedBy(Bench.KIND));
    assertThat(bench.farm.events(WorkerEvent.Type.SEQUENCING_FAILED)).isEmpty();
    assertThat(bench.farm.deeds()).endsWith("flush", "send film", "delete");
  }

  @Test
  void a_bucket_that_is_away_for_long_costs_the_film_no_try() throws IOException {
    bench.render(Jobs.render("1-3"));
    bench.farm.faults().fail("put film", 100);

    assertThatThrownBy(() -> sequence(bench.message(Jobs.sequence("1-3"))))
        .isInstanceOf(OutageException.class);

    assertThat(bench.farm.events(WorkerEvent.Type.SEQUENCING_FAILED)).isEmpty();
    assertThat(bench.farm.deeds()).doesNotContain("send film");
  }

  @Test
  void one_failed_put_does_not_throw_the_encode_away() throws IOException {
    bench.render(Jobs.render("1-3"));
    bench.farm.faults().fail("put film", 2);

    sequence(bench.message(Jobs.sequence("1-3")));

    assertThat(bench.farm.objects()).containsKey(FILM);
    assertThat(bench.farm.sent()).isEmpty();
    assertThat(bench.farm.events(WorkerEvent.Type.SEQUENCING_STARTED)).hasSize(1);
  }

  @Test
  void a_scene_that_cannot_open_anywhere_fails_the_film_at_once() throws IOException {
    bench.render(Jobs.render("1-3"));
    bench.warm.close();
    bench.sessions.refuse(FailureKind.SCENE, "not a blend file");

    sequence(bench.message(Jobs.sequence("1-3")));

    assertThat(bench.farm.events(WorkerEvent.Type.SEQUENCING_FAILED).getFirst().detail().message())
        .isEqualTo("not a blend file");
    assertThat(bench.farm.sent()).isEmpty();
  }

  @Test
  void a_film_whose_lease_is_lost_is_not_uploaded() throws IOException {
    bench.render(Jobs.render("1-3"));
    StubMessage message = bench.message(Jobs.sequence("1-3"));
    message.cable(StubMessage.Cable.CUT);

    try (Claim claim = Claim.on(message, bench.terms())) {
      bench.advance(Bench.LEASE);
      assertThatThrownBy(() -> runner.run((Work.Sequence) message.work(), claim))
          .isInstanceOf(LeaseLostException.class);
    }

    assertThat(bench.farm.objects()).doesNotContainKey(FILM);
    assertThat(bench.farm.deeds().getLast()).isEqualTo("list");
  }

  private void sequence(StubMessage message) throws IOException {
    try (Claim claim = Claim.on(message, bench.terms())) {
      runner.run((Work.Sequence) message.work(), claim);
    }
  }
}
