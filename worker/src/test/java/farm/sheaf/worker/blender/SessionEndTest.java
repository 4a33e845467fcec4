package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import farm.sheaf.core.job.FailureKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a session ends, it ends soon, says why, and leaves no Blender behind. */
class SessionEndTest {
  private static final Asked SLOW = Asked.frames("1-12").resolution("1024x576").samples(100_000);

  @TempDir private Path folder;

  @Test
  void an_abort_in_mid_render_returns_at_once() throws Exception {
    try (BlenderSession session = slowSession()) {
      CompletableFuture<RenderResult> rendering = render(session, Stage.TIMEOUT);
      awaitRendering(session);
      long start = System.nanoTime();
      session.abort();
      session.abort();
      assertThat(rendering.get(5, TimeUnit.SECONDS)).isInstanceOf(RenderResult.Failed.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThat(session.alive()).isFalse();
      assertThat(session.process().alive()).isFalse();
    }
  }

  @Test
  void a_frame_over_its_timeout_fails_as_such_and_ends_the_session() throws Exception {
    try (BlenderSession session = slowSession()) {
      RenderResult result = render(session, Duration.ofSeconds(1)).get(20, TimeUnit.SECONDS);
      assertThat(result)
          .isInstanceOfSatisfying(
              RenderResult.Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
                assertThat(failed.message()).contains("frame 1", "1 s", "raise frameTimeout");
              });
      await().atMost(Duration.ofSeconds(5)).until(() -> !session.alive());
    }
  }

  @Test
  void a_killed_blender_is_told_from_a_crashed_one() throws Exception {
    assertThat(endedBy("KILL"))
        .isInstanceOfSatisfying(
            RenderResult.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.RESOURCE);
              assertThat(failed.message()).contains("frame 1", "signal 9", "memory");
            });
    assertThat(endedBy("SEGV"))
        .isInstanceOfSatisfying(
            RenderResult.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.CRASH);
              assertThat(failed.message()).contains("frame 1", "signal 11");
            });
  }

  private RenderResult endedBy(String signal) throws Exception {
    try (BlenderSession session = slowSession()) {
      CompletableFuture<RenderResult> rendering = render(session, Stage.TIMEOUT);
      awaitRendering(session);
      kill(signal, session.process().pid());
      return rendering.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_ping_is_answered_in_mid_render() throws Exception {
    try (BlenderSession session = slowSession()) {
      session.process().send(Order.render(1, folder.resolve("1.png"), Optional.empty()));
      awaitRendering(session);
      session.process().send(Order.ping());
      assertThat(session.process().await(Duration.ofSeconds(5))).isEqualTo(new Reply.Pong());
    }
  }

  @Test
  void closing_a_session_leaves_no_process_and_no_socket() throws Exception {
    BlenderSession session = new Stage(folder).open(TestScenes.scene("tiny"), Asked.frames("1"));
    session.close();
    assertThat(ProcessHandle.of(session.process().pid()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(session.process().socket()).doesNotExist();
    session.close();
  }

  @Test
  void row17_blender_gets_no_credentials_and_leads_a_process_group_of_its_own() throws Exception {
    try (BlenderSession session =
        new Stage(folder).open(TestScenes.scene("tiny"), Asked.frames("1"))) {
      Path proc = Path.of("/proc", Long.toString(session.process().pid()));
      Assumptions.assumeTrue(Files.exists(proc), "skipped: no /proc here");
      List<String> names =
          List.of(Files.readString(proc.resolve("environ")).split("\0")).stream()
              .map(entry -> entry.substring(0, entry.indexOf('=')))
              .toList();
      assertThat(names).contains("HOME", "TMPDIR", "PATH");
      assertThat(names).noneMatch(name -> name.startsWith("AWS_") || name.startsWith("SHEAF_"));
      String stat = Files.readString(proc.resolve("stat"));
      String group = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[2];
      assertThat(group).isEqualTo(Long.toString(session.process().pid()));
    }
  }

  @Test
  void a_blender_whose_farm_was_killed_is_gone_within_seconds() throws Exception {
    Process farm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder, // the killed cannot clean up
                "-cp",
                System.getProperty("java.class.path"),
                OrphanMaker.class.getName(),
                TestScenes.scene("slow").toString(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = farm.inputReader()) {
      long blender = Long.parseLong(said.readLine());
      assertThat(ProcessHandle.of(blender)).isPresent();
      farm.destroyForcibly().waitFor();
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> ProcessHandle.of(blender).filter(ProcessHandle::isAlive).isEmpty());
    } finally {
      farm.destroyForcibly();
    }
  }

  private BlenderSession slowSession() throws IOException {
    return new Stage(folder).open(TestScenes.scene("slow"), SLOW);
  }

  private CompletableFuture<RenderResult> render(Session session, Duration timeout) {
    return CompletableFuture.supplyAsync(() -> session.render(1, folder.resolve("1.png"), timeout));
  }

  private static void awaitRendering(BlenderSession session) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> session.process().lines().stream().anyMatch(line -> line.contains("Sample ")));
  }

  private static void kill(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }
}
