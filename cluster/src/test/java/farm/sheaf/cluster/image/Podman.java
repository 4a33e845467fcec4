package farm.sheaf.cluster.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The container engine of these tests: podman, with runc, which runs where crun refuses to. */
record Podman(Shell shell) {
  /** A whole engine for root, without a daemon. */
  private static final List<String> PACKAGES =
      List.of(
          "podman",
          "buildah",
          "runc",
          "debootstrap",
          "iptables",
          "uidmap",
          "netavark",
          "aardvark-dns",
          "catatonit");

  private static final String CONFIGURATION =
      """
      [engine]
      runtime = "runc"
      [containers]
      default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]
      """;

  private static final Duration INSTALLATION = Duration.ofMinutes(3);

  /** Whether these tests may help themselves: as root, on Debian or its like. */
  static boolean mayInstall() {
    return System.getProperty("user.name").equals("root")
        && Files.isExecutable(Path.of("/usr/bin/apt-get"));
  }

  /**
   * Makes it ready, installed if need be.
   *
   * @throws IllegalStateException saying what to do where it cannot be
   */
  static Podman ready() {
    Shell plain = new Shell(Map.of("DEBIAN_FRONTEND", "noninteractive"));
    if (mayInstall() && PACKAGES.stream().anyMatch(each -> !installed(plain, each))) {
      plain.run(INSTALLATION, List.of("apt-get", "-qq", "update"));
      plain.run(
          INSTALLATION,
          Stream.concat(
                  Stream.of("apt-get", "-qq", "install", "-y", "--no-install-recommends"),
                  PACKAGES.stream())
              .toList());
    }
    Podman podman = new Podman(new Shell(Map.of("CONTAINERS_CONF", configuration().toString())));
    try {
      podman.run(Shell.SHORT, "info");
    } catch (RuntimeException | AssertionError e) {
      throw new IllegalStateException(
          "the worker's image cannot be tested: podman does not answer (%s). As root on Debian these tests install it; else install podman and runc, or leave these tests out with -Dsheaf.image.tests=off"
              .formatted(e.getMessage()),
          e);
    }
    return podman;
  }

  private static boolean installed(Shell shell, String name) {
    return shell.ask(Shell.SHORT, List.of("dpkg", "-s", name)).exit() == 0;
  }

  /** Read from the environment by podman, and by who is started with it. */
  private static Path configuration() {
    try {
      return Files.writeString(
          Path.of("target", "containers.conf").toAbsolutePath(), CONFIGURATION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String run(Duration patience, String... words) {
    return shell.run(patience, command(List.of(words))).strip();
  }

  String run(Duration patience, List<String> words) {
    return shell.run(patience, command(words)).strip();
  }

  boolean succeeds(String... words) {
    return shell.ask(Shell.SHORT, command(List.of(words))).exit() == 0;
  }

  private static List<String> command(List<String> words) {
    List<String> command = new ArrayList<>(List.of("podman"));
    command.addAll(words);
    return command;
  }
}
