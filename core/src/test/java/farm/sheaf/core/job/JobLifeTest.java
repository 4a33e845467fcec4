package farm.sheaf.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobLife.Fact;
import farm.sheaf.core.scene.SceneVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of the life of a job: each fact in each status, and what becomes due. */
class JobLifeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final FrameSet FRAMES = FrameSet.range(1, 12);
  private static final FrameSet SOME = FrameSet.of(3, 4);
  private static final WorkerKind OLD = new WorkerKind("Blender 3.4.1");
  private static final WorkerKind NEW = new WorkerKind("Blender 5.0.1");
  private static final Run RUN = new Run(1, FRAMES, Run.Cut.even(3), 1, NOW);
  private static final Run NEXT = RUN.next(SOME, WorkSettings.DEFAULT, LATER);
  private static final String NOTHING = "-";

  /** A fact, and per status what follows it: a status and effects, or nothing. */
  record Row(Fact fact, Map<JobStatus, String> expected) {
    @Override
    public String toString() {
      return fact.getClass().getSimpleName();
    }
  }

  private static Row row(Fact fact, String... inOrderOfStatus) {
    Map<JobStatus, String> expected = new LinkedHashMap<>();
    JobStatus[] statuses = JobStatus.values();
    for (int i = 0; i < statuses.length; i++) {
      expected.put(statuses[i], inOrderOfStatus[i]);
    }
    return new Row(fact, expected);
  }

  // In the order of JobStatus: queued, rendering, sequencing, completed, failed, canceled.
  static Stream<Row> rows() {
    String film = "sequencing: SendFilm";
    String again = "SendAgain";
    String die = "failed: LetDie";
    String canceled = "canceled: LetDie";
    String deleted = "canceled: LetDie Erase";
    String requeued = "queued: LetDie Remove SendTasks";
    return Stream.of(
        row(new Fact.Begun(), "rendering:", "-", "-", "-", "-", "-"),
        row(new Fact.FramesThere(), film, film, "-", "-", film, "-"),
        row(
            new Fact.FramesVanished(SOME),
            "queued: " + again,
            "rendering: " + again,
            "rendering: " + again,
            "-",
            "-",
            "-"),
        row(new Fact.FramesLost(SOME), "failed:", "failed:", "failed:", "-", "-", "-"),
        row(new Fact.FramesFailed("no"), "failed:", "failed:", "-", "-", "-", "-"),
        row(new Fact.FilmNotMade(LATER), "-", "-", film, "-", "-", "-"),
        row(new Fact.FilmThere(1), "-", "-", "completed:", "-", "-", "-"),
        row(new Fact.FilmThere(2), "-", "-", "-", "-", "-", "-"),
        row(new Fact.FilmFailed("no"), "-", "-", "failed:", "-", "-", "-"),
        row(new Fact.Unrenderable("no"), die, die, die, "-", "-", "-"),
        row(new Fact.Declined(OLD, Set.of(OLD), "old"), die, die, die, "-", "-", "-"),
        row(
            new Fact.Declined(OLD, Set.of(OLD, NEW), "old"),
            "queued:",
            "rendering:",
            "sequencing:",
            "-",
            "-",
            "-"),
        row(
            new Fact.WorkLost(SOME),
            "queued: " + again,
            "rendering: " + again,
            film,
            "-",
            "-",
            "-"),
        row(
            new Fact.Looked(Ledger.Queue.BUSY),
            "queued:",
            "rendering:",
            "sequencing:",
            "-",
            "-",
            "-"),
        row(new Fact.Canceled(), canceled, canceled, canceled, "-", "-", "-"),
        row(new Fact.Requeued(NEXT, SOME), "-", "-", "-", requeued, requeued, requeued),
        row(
            new Fact.Deleted(),
            deleted,
            deleted,
            deleted,
            "completed: LetDie Erase",
            "failed: LetDie Erase",
            deleted),
        row(new Fact.Taken(), "-", "-", "-", "-", "-", "-"),
        row(new Fact.Done(new Effect.SendFilm(), Optional.empty()), "-", "-", "-", "-", "-", "-"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void each_fact_in_each_status_leads_where_the_table_says(Row row) {
    row.expected()
        .forEach(
            (status, expected) ->
                assertThat(shown(JobLife.next(job(status), row.fact(), LATER)))
                    .as("%s when %s", row, status.word())
                    .isEqualTo(expected));
  }

  @Test
  void every_kind_of_fact_has_its_row() {
    Set<Class<?>> rows = rows().map(row -> row.fact().getClass()).collect(Collectors.toSet());
    assertThat(rows).containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
  }

  @Test
  void every_change_is_one_that_stores_allow() {
    for (Row row : rows().toList()) {
      for (JobStatus status : JobStatus.values()) {
        JobRecord before = job(status);
        JobLife.next(before, row.fact(), LATER)
            .ifPresent(after -> JobLife.requireAllowed(before, after));
      }
    }
  }

  @Test
  void the_table_in_the_doc_comment_names_every_fact_and_every_effect() throws IOException {
    Path source = Path.of("src/main/java/farm/sheaf/core/job/JobLife.java");
    String text = Files.readString(source);
    String table = text.substring(text.indexOf("<pre>"), text.indexOf("</pre>"));
    List<String> words = Arrays.asList(table.split("[^A-Za-z]+", -1));
    Stream.of(Fact.class, Effect.class)
        .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
        .map(Class::getSimpleName)
        .forEach(name -> assertThat(words).contains(name));
  }

  @Test
  void architecture_shows_the_table_as_it_is() throws IOException {
    Map<String, Set<String>> inCode = new TreeMap<>();
    for (Row row : rows().toList()) {
      row.expected()
          .forEach(
              (status, outcome) -> {
                if (!outcome.equals(NOTHING)) {
                  String place = row + " when " + status.word();
                  inCode.computeIfAbsent(place, _ -> new TreeSet<>()).add(outcome);
                }
              });
    }
    assertThat(onPage(Files.readString(Path.of("../ARCHITECTURE.md")))).isEqualTo(inCode);
  }

  /** Reads lines such as {@code | `Begun` | queued, rendering | the same | LetDie |}. */
  private static Map<String, Set<String>> onPage(String page) {
    Map<String, Set<String>> found = new TreeMap<>();
    Pattern line = Pattern.compile("\\| `(\\w+)`[^|]*\\|([^|]*)\\|([^|]*)\\|([^|]*)\\|");
    String table = page.substring(page.indexOf("| fact |"));
    for (Matcher m : matches(line, table.substring(0, table.indexOf("\n\n")))) {
      for (String status : m.group(2).strip().split(", ", -1)) {
        String then = m.group(3).strip().equals("the same") ? status : m.group(3).strip();
        found
            .computeIfAbsent(m.group(1) + " when " + status, _ -> new TreeSet<>())
            .add((then + ": " + m.group(4).strip()).strip());
      }
    }
    return found;
  }

  private static List<Matcher> matches(Pattern pattern, String text) {
    return text.lines().map(pattern::matcher).filter(Matcher::matches).toList();
  }

  @Test
  void a_frame_that_vanished_is_sent_again_once_however_often_it_is_missed() {
    JobRecord once = next(job(JobStatus.RENDERING), new Fact.FramesVanished(SOME));
    assertThat(JobLife.next(once, new Fact.FramesVanished(SOME), LATER)).isEmpty();
    JobRecord more = next(once, new Fact.FramesVanished(FrameSet.of(4, 9)));
    assertThat(more.ledger().due())
        .containsExactly(new Effect.SendAgain(SOME), new Effect.SendAgain(FrameSet.of(9)));
  }

  @Test
  void a_run_that_was_let_die_gets_no_film_though_all_its_frames_come() {
    JobRecord dead = next(job(JobStatus.RENDERING), new Fact.Unrenderable("no camera"));
    assertThat(JobLife.next(dead, new Fact.FramesThere(), LATER)).isEmpty();
  }

  @Test
  void a_cancel_overtakes_what_was_to_be_sent() {
    JobRecord sending = JobRecord.submitted(job(JobStatus.QUEUED).job(), RUN);
    JobRecord canceled = next(sending, new Fact.Canceled());
    assertThat(canceled.ledger().due()).containsExactly(new Effect.LetDie(2));
    assertThat(
            JobLife.next(
                canceled,
                new Fact.Done(new Effect.SendTasks(1), Optional.of(new Effect.SendTasks(11))),
                LATER))
        .isEmpty();
  }

  @Test
  void what_is_done_is_struck_off_and_what_is_left_stays_in_its_place() {
    JobRecord requeued = next(job(JobStatus.CANCELED), new Fact.Requeued(NEXT, SOME));
    JobRecord one = next(requeued, new Fact.Done(new Effect.LetDie(2), Optional.empty()));
    JobRecord two =
        next(
            one,
            new Fact.Done(new Effect.Remove(SOME), Optional.of(new Effect.Remove(FrameSet.of(4)))));
    assertThat(two.ledger().due())
        .containsExactly(new Effect.Remove(FrameSet.of(4)), new Effect.SendTasks(NEXT.firstTask()));
  }

  @Test
  void only_looks_since_the_last_send_count() {
    JobRecord looked = next(job(JobStatus.RENDERING), new Fact.Looked(Ledger.Queue.EMPTY));
    assertThat(looked.ledger().look()).isPresent();
    assertThat(next(looked, new Fact.WorkLost(SOME)).ledger().look()).isEmpty();
  }

  @Test
  void a_worker_that_gave_the_film_up_before_it_was_sent_again_says_nothing_new() {
    JobRecord again = next(job(JobStatus.SEQUENCING), new Fact.FilmNotMade(LATER));
    assertThat(JobLife.next(again, new Fact.FilmNotMade(LATER), LATER.plusSeconds(1))).isEmpty();
  }

  @Test
  void of_a_deleted_job_nothing_is_heard_but_that_it_goes() {
    JobRecord erasing = next(job(JobStatus.RENDERING), new Fact.Deleted());
    rows()
        .map(Row::fact)
        .filter(fact -> !(fact instanceof Fact.Taken))
        .forEach(fact -> assertThat(JobLife.next(erasing, fact, LATER)).as("%s", fact).isEmpty());
    assertThat(erasing.erasing()).isTrue();
  }

  @Test
  void effects_survive_their_text() {
    List<Effect> all =
        List.of(
            new Effect.LetDie(3),
            new Effect.Remove(FrameSet.EMPTY),
            new Effect.Remove(SOME),
            new Effect.SendTasks(1_991),
            new Effect.SendAgain(FrameSet.parse("1-12x2")),
            new Effect.SendFilm(),
            new Effect.Erase());
    assertThat(Effect.parse(FRAMES, Effect.text(FRAMES, all))).isEqualTo(all);
    assertThat(Effect.parse(FRAMES, "")).isEmpty();
  }

  private static JobRecord next(JobRecord job, Fact fact) {
    return JobLife.next(job, fact, LATER).orElseThrow();
  }

  /** A job in this status, nothing due, all pages covered. */
  private static JobRecord job(JobStatus status) {
    SceneVersion file = new SceneVersion("ball.blend", "e", 1);
    JobSpec spec = new JobSpec(file, FRAMES, JobSettings.DEFAULT, "ball", "");
    Job job = new Job(new JobId("ball-1"), "d", spec, NOW);
    Ledger ledger =
        new Ledger(
            7,
            List.of(),
            new Ledger.Sent(NOW, NOW, FrameSet.EMPTY),
            Optional.empty(),
            new Ledger.Verdict(1, Set.of()));
    return new JobRecord(
        job, RUN, JobState.of(status, NOW), ledger, new JobProgress(Set.of(0), Set.of()));
  }

  private static String shown(Optional<JobRecord> after) {
    return after
        .map(
            job ->
                (job.status().word()
                        + ": "
                        + job.ledger().due().stream()
                            .map(effect -> effect.getClass().getSimpleName())
                            .collect(Collectors.joining(" ")))
                    .strip())
        .orElse(NOTHING);
  }
}
