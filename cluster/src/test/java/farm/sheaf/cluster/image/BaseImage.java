package farm.sheaf.cluster.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A Debian to build upon where no registry can be reached: made by debootstrap from the mirror that
 * this machine's own packages come from. Kept in podman's storage under a name that tells its
 * recipe, so that it is made once.
 */
final class BaseImage {
  private static final String SUITE = "bookworm";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What the official slim image leaves out too; and no layer shall hold a mirror's lists. */
  private static final String RECIPE =
      """
      set -eu
      folder=$1 suite=$2 mirror=$3 name=$4
      debootstrap --variant=minbase --include=ca-certificates "$suite" "$folder" "$mirror" >"$folder.log" 2>&1 || {
        tail -n 20 "$folder.log"
        exit 1
      }
      cd "$folder"
      rm -rf var/cache/apt/* var/lib/apt/lists/* var/log/* usr/share/doc/* usr/share/man/* usr/share/locale/*
      tar --one-file-system --numeric-owner --exclude='./proc/*' --exclude='./sys/*' -c . | podman import - "$name"
      """;

  private final Podman podman;
  private final String mirror;

  private BaseImage(Podman podman, String mirror) {
    this.podman = podman;
    this.mirror = mirror;
  }

  /** The name of one that is there, made if need be; empty where only a registry can serve. */
  static Optional<String> of(Podman podman) {
    return Podman.mayInstall()
        ? Optional.of(new BaseImage(podman, AptSources.mirror(SUITE)).ready())
        : Optional.empty();
  }

  private String ready() {
    String recipe =
        UUID.nameUUIDFromBytes((RECIPE + SUITE + mirror).getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(0, 8);
    String name = "localhost/sheaf-test-base:%s-%s".formatted(SUITE, recipe);
    if (!podman.succeeds("image", "exists", name)) {
      make(name);
    }
    return name;
  }

  private void make(String name) {
    try {
      Path work = Files.createTempDirectory("sheaf-base");
      try {
        List<String> command = new ArrayList<>(List.of("sh", "-c", RECIPE, "base"));
        command.addAll(List.of(work.resolve("root").toString(), SUITE, mirror, name));
        podman.shell().run(PATIENCE, command);
      } finally {
        podman.shell().run(PATIENCE, List.of("sh", "-c", CLEAN_UP, "clean", work.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** debootstrap may leave its own mounts behind when it is ended in the middle. */
  private static final String CLEAN_UP =
      """
      for each in proc sys; do
        if mountpoint -q "$1/root/$each"; then umount "$1/root/$each"; fi
      done
      rm -rf --one-file-system "$1"
      """;
}
