package farm.sheaf.client.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Programs that stand for those of others: each notes how it was called, then does what a test has
 * written for it. They are alone on their {@code PATH}.
 */
record FakePrograms(Path folder) {
  /** What the scripts themselves need. */
  private static final List<String> REAL = List.of("cat", "touch", "mkdir");

  static FakePrograms in(Path folder) {
    FakePrograms programs = new FakePrograms(folder);
    try {
      Files.createDirectories(programs.bin());
      for (String each : REAL) {
        Files.createSymbolicLink(programs.bin().resolve(each), real(each));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return programs;
  }

  Path bin() {
    return folder.resolve("bin");
  }

  /** A program on {@code PATH}. */
  FakePrograms has(String name, String script) {
    write(bin().resolve(name), script);
    return this;
  }

  /** A program anywhere. */
  void write(Path file, String script) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          """
          #!/bin/sh
          echo "%s $*" >>'%s'
          %s
          """
              .formatted(file.getFileName(), calls(), script));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void lacks(String name) {
    try {
      Files.deleteIfExists(bin().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How all of them were called, in order. */
  List<String> called() {
    try {
      return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(calls());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path calls() {
    return folder.resolve("calls");
  }

  private static Path real(String name) {
    Path usual = Path.of("/bin", name);
    return Files.exists(usual) ? usual : Path.of("/usr/bin", name);
  }
}
