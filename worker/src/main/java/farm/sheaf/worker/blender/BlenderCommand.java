package farm.sheaf.worker.blender;

import farm.sheaf.core.job.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How Blender is started: with nobody's preferences, in a session of its own so that Ctrl-C does
 * not reach it, and with an environment that holds no credentials. A scene is a stranger's program.
 *
 * @param scratch holds what {@link DriverFiles} unpacked; becomes its HOME and holds its temporary
 *     files, unless a launcher has better ones
 */
record BlenderCommand(BlenderProgram program, Path scratch) {
  /** What Blender may know: how to find libraries, devices and words, and no more. */
  private static final Set<String> KEPT =
      Set.of("PATH", "LANG", "TZ", "LD_LIBRARY_PATH", "DISPLAY", "WAYLAND_DISPLAY", "OCIO");

  private static final List<String> KEPT_PREFIXES =
      List.of("LC_", "BLENDER_SYSTEM_", "CUDA_", "NVIDIA_", "HIP_", "ROCR_", "GALLIUM_");

  /** Starts a program in a new session, where the system has it; the driver does so too. */
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  /** A scene with the driver that serves this socket. */
  ProcessBuilder session(Path sceneFile, Scripts scripts, Path driver, Path socket)
      throws IOException {
    return process(
        List.of(
            switch (scripts) {
              case DENY -> "--disable-autoexec";
              case ALLOW -> "--enable-autoexec";
            },
            sceneFile.toAbsolutePath().toString(),
            "--python",
            driver.resolve(DriverFiles.DRIVER).toString(),
            "--",
            socket.toString()));
  }

  /**
   * Both kinds of output in one stream, so that its lines stay in order.
   *
   * @param arguments with {@code --} and a script's own at the end
   */
  ProcessBuilder process(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    SETSID.stream().filter(Files::isExecutable).limit(1).forEach(p -> command.add(p.toString()));
    Path folder = scratch.toAbsolutePath();
    command.addAll(program.launching().before(DriverFiles.in(folder), Outbox.path(folder)));
    command.addAll(List.of(program.executable().toString(), "-b", "--factory-startup"));
    command.addAll(arguments);
    command.addAll(CyclesDevice.words(program.device()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !kept(name));
    environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    environment.put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
    return builder;
  }

  private static boolean kept(String name) {
    return KEPT.contains(name) || KEPT_PREFIXES.stream().anyMatch(name::startsWith);
  }
}
