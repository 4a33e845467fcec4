package farm.sheaf.client.machine;

import farm.sheaf.client.scene.SceneFile;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders frames with this machine's Blender alone, as one would without a farm, and times it. */
public record LocalRender(Machine machine, InstantSource clock) {
  /**
   * How long it took, from Blender's start to its end.
   *
   * @param settings what the job was given beside its scene, as statements in Blender's Python
   */
  public Duration of(SceneFile scene, FrameSet frames, List<String> settings) {
    Path blender =
        Program.BLENDER
            .find(machine.environment())
            .orElseThrow(
                () ->
                    Problem.failed(
                        "There is no Blender on this machine to compare with.\n"
                            + "Install it with ./sheaf install, or give the time yourself:"
                            + " --local-seconds S"));
    Path folder = temporary();
    try {
      Instant start = clock.instant();
      machine
          .commands()
          .run(
              List.of(
                  blender.toString(),
                  "-b",
                  "--factory-startup",
                  "--disable-autoexec",
                  scene.path().toString(),
                  "-o",
                  folder.resolve("frame").toString(),
                  "--python-expr",
                  script(frames, settings)),
              folder.resolve("log"));
      Duration took = Duration.between(start, clock.instant());
      check(folder, frames);
      return took;
    } finally {
      delete(folder);
    }
  }

  /**
   * A loop over the frames: Blender's own {@code -f} takes a negative number for something else.
   */
  private static String script(FrameSet frames, List<String> settings) {
    return Stream.concat(
            Stream.concat(
                Stream.of(
                    "import bpy",
                    "s = bpy.context.scene",
                    "s.render.image_settings.file_format = 'PNG'"),
                settings.stream()),
            Stream.of(
                "base = s.render.filepath",
                "for f in [%s]:"
                    .formatted(
                        frames.stream()
                            .mapToObj(String::valueOf)
                            .collect(Collectors.joining(", "))),
                "    s.frame_set(f)",
                "    s.render.filepath = base + str(f)",
                "    bpy.ops.render.render(write_still=True)"))
        .collect(Collectors.joining("\n"));
  }

  /** Blender's exit code says nothing of its frames. */
  private static void check(Path folder, FrameSet frames) {
    try (Stream<Path> files = Files.list(folder)) {
      long images = files.filter(each -> each.toString().endsWith(".png")).count();
      if (images != frames.size()) {
        List<String> said = Files.readAllLines(folder.resolve("log"));
        throw Problem.failed(
            "Blender alone rendered %d of %d frames. Its last words:\n%s"
                .formatted(
                    images,
                    frames.size(),
                    String.join("\n", said.subList(Math.max(0, said.size() - 5), said.size()))
                        .indent(4)
                        .stripTrailing()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("sheaf-local-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the temporary folder", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy up " + folder, e);
    }
  }
}
