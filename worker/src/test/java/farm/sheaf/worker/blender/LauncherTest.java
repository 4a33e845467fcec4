package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a program in Blender's place that does what it is told. */
@Timeout(60)
class LauncherTest {
  private final List<Process> started = new ArrayList<>();
  @TempDir private Path folder;
  private Path blender;
  private Path script;
  private Path socket;

  @BeforeEach
  void setUp() throws IOException {
    blender =
        Files.createFile(
            folder.resolve("blender"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    script = DriverFiles.unpack(folder).resolve(Launching.SCRIPT);
    socket = folder.resolve("l/s");
  }

  @AfterEach
  void killAll() {
    started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    started.forEach(process -> process.destroyForcibly().onExit().join());
  }

  @Test
  void a_confined_program_has_unix_sockets_and_no_others_and_sees_no_other_process()
      throws IOException {
    Path probe = Files.writeString(folder.resolve("probe.py"), PROBE);

    Process confined = start("exec", "--", "python3", probe.toString());

    assertThat(output(confined).lines())
        .containsExactly(
            "AF_UNIX allowed",
            "pair allowed",
            "AF_INET refused",
            "AF_INET6 refused",
            "AF_NETLINK refused",
            "ptrace refused",
            "process_vm_readv refused",
            "io_uring_setup refused");
    assertThat(confined.exitValue()).isZero();
  }

  @Test
  void output_and_exit_status_pass_and_the_environment_does_not() throws IOException {
    blenderDoes("echo \"$# $2 $SECRET $LC_TEST\"; pwd; echo bad >&2; exit 7");
    serve();

    Process call = call("-b", "a b");

    assertThat(output(call).lines().toList())
        .hasSize(3)
        .startsWith("2 a b  words")
        .endsWith("bad")
        .element(1)
        .asString()
        .contains("/blender-");
    assertThat(call.exitValue()).isEqualTo(7);
  }

  @Test
  void a_signal_passes_as_shells_tell_it() throws IOException {
    blenderDoes("kill -9 $$");
    serve();

    Process call = call();

    assertThat(output(call)).isEmpty();
    assertThat(call.exitValue()).isEqualTo(137);
  }

  @Test
  void a_program_that_is_not_blender_is_not_started() throws IOException {
    serve();

    Process call =
        start("call", socket.toString(), "--", "/bin/touch", folder.resolve("x").toString());

    assertThat(output(call)).contains("/bin/touch is not started here, only").contains("blender");
    assertThat(call.exitValue()).isEqualTo(126);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void kill_9_of_the_stand_in_ends_all_that_runs_for_it() throws IOException {
    Process call = callThatStartsMany();
    List<ProcessHandle> running = running();

    call.destroyForcibly();

    await().atMost(Duration.ofSeconds(10)).until(() -> running.stream().noneMatch(this::alive));
  }

  @Test
  void sigterm_ends_the_launcher_with_0_and_all_that_it_started() throws IOException {
    Process call = callThatStartsMany();
    List<ProcessHandle> running = running();

    started.getFirst().destroy();

    assertThat(started.getFirst().onExit().join().exitValue()).isZero();
    await().atMost(Duration.ofSeconds(10)).until(() -> running.stream().noneMatch(this::alive));
    assertThat(call.onExit().join().exitValue()).isEqualTo(137);
    assertThat(socket).doesNotExist();
  }

  /** In its process group, in a session of its own, and orphaned. */
  private Process callThatStartsMany() throws IOException {
    Path pids = folder.resolve("pids");
    blenderDoes(
        "sleep 600 & echo $! >> %1$s; setsid sh -c 'echo $$ >> %1$s; sleep 600' & setsid -f sh -c 'echo $$ >> %1$s; exec sleep 600'; echo $$ >> %1$s; sleep 600"
            .formatted(pids));
    serve();
    Process call = call();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Files.exists(pids) && Files.readAllLines(pids).size() == 4);
    return call;
  }

  private List<ProcessHandle> running() throws IOException {
    return Files.readAllLines(folder.resolve("pids")).stream()
        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
        .toList();
  }

  private boolean alive(ProcessHandle process) {
    return process.isAlive();
  }

  private void blenderDoes(String commands) throws IOException {
    Files.writeString(blender, "#!/bin/sh\n" + commands + "\n");
  }

  private void serve() throws IOException {
    start("serve", socket.toString(), blender.toString());
  }

  private Process call(String... arguments) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("call", socket.toString(), "--", blender.toString()));
    words.addAll(List.of(arguments));
    return start(words.toArray(String[]::new));
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", "-I", script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SECRET", "a secret");
    builder.environment().put("LC_TEST", "words");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String output(Process process) throws IOException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.onExit().join();
    return output;
  }

  private static final String PROBE =
      """
      import ctypes, os, socket
      libc = ctypes.CDLL(None, use_errno=True)
      x86 = os.uname().machine == "x86_64"

      def tell(name, does):
          try:
              does()
              print(name, "allowed")
          except PermissionError:
              print(name, "refused")

      def system(number):
          if libc.syscall(number, 0, 0, 0, 0) < 0 and ctypes.get_errno() == 13:
              raise PermissionError

      tell("AF_UNIX", lambda: socket.socket(socket.AF_UNIX))
      tell("pair", socket.socketpair)
      for family in ("AF_INET", "AF_INET6", "AF_NETLINK"):
          tell(family, lambda: socket.socket(getattr(socket, family)))
      tell("ptrace", lambda: system(101 if x86 else 117))
      tell("process_vm_readv", lambda: system(310 if x86 else 270))
      tell("io_uring_setup", lambda: system(425))
      """;
}
