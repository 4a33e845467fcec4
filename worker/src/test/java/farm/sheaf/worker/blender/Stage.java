package farm.sheaf.worker.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens sessions and plain renders for a test, in a folder of the test's. */
record Stage(Path folder) {
  static final Duration TIMEOUT = Duration.ofMinutes(2);

  OpenResult result(Path scene, Asked asked) throws IOException {
    Path scratch = Files.createTempDirectory(folder, "scratch");
    return new BlenderSessions(InstalledBlender.program())
        .open(new SceneSetup(scene, asked.spec(), scratch));
  }

  BlenderSession open(Path scene, Asked asked) throws IOException {
    return switch (result(scene, asked)) {
      case OpenResult.Opened(Session session) -> (BlenderSession) session;
      case OpenResult.Refused refused -> throw new AssertionError(refused);
    };
  }

  OpenResult.Refused refused(Path scene, Asked asked) throws IOException {
    return switch (result(scene, asked)) {
      case OpenResult.Opened(Session session) -> {
        session.close();
        throw new AssertionError("the scene was opened");
      }
      case OpenResult.Refused refused -> refused;
    };
  }

  /** Renders into this test's folder and returns the image. */
  Path frame(Session session, int frame) throws IOException {
    return rendered(session, frame, "png").image();
  }

  RenderResult.Rendered rendered(Session session, int frame, String extension) throws IOException {
    Path target = Files.createTempDirectory(folder, "frame").resolve(frame + "." + extension);
    return switch (session.render(frame, target, TIMEOUT)) {
      case RenderResult.Rendered rendered -> rendered;
      case RenderResult.Failed failed -> throw new AssertionError(failed);
    };
  }

  /** What {@code blender -a} makes of these frames. */
  Plain plain(Path scene, int start, int end, String python) throws IOException {
    return plain(scene, Optional.empty(), start, end, python);
  }

  Plain plain(Path scene, Optional<String> name, int start, int end, String python)
      throws IOException {
    Path frames = Files.createTempDirectory(folder, "plain");
    List<String> choice = name.map(n -> List.of("-S", n)).orElse(List.of());
    List<String> arguments = new ArrayList<>(List.of(scene.toString()));
    arguments.addAll(choice);
    arguments.addAll(
        List.of(
            "--python-expr",
            "import bpy; scene = bpy.context.scene\n" + python,
            "-o",
            frames.resolve("####").toString(),
            "-s",
            Integer.toString(start),
            "-e",
            Integer.toString(end),
            "-a"));
    InstalledBlender.run(frames.resolve("output.txt"), arguments);
    return new Plain(frames);
  }

  /** The same for the range that the scene was saved with, which may begin below zero. */
  Plain plainAsSaved(Path scene) throws IOException {
    Path frames = Files.createTempDirectory(folder, "plain");
    InstalledBlender.run(
        frames.resolve("output.txt"),
        List.of(scene.toString(), "-o", frames.resolve("####").toString(), "-a"));
    return new Plain(frames);
  }

  /** What comes of setting each frame from 1 in turn and rendering it, in one Blender. */
  Plain walked(Path scene, int end) throws IOException {
    Path frames = Files.createTempDirectory(folder, "walked");
    InstalledBlender.run(
        frames.resolve("output.txt"),
        List.of(
            scene.toString(),
            "--python-exit-code",
            "1",
            "--python-expr",
            """
            import bpy
            scene = bpy.context.scene
            for frame in range(1, %d + 1):
                scene.frame_set(frame)
                scene.render.filepath = r"%s/%%04d.png" %% frame
                bpy.ops.render.render(write_still=True)
            """
                .formatted(end, frames)));
    return new Plain(frames);
  }

  /** Frames of a plain render. */
  record Plain(Path folder) {
    Path frame(int number) {
      return frame(number, "png");
    }

    Path frame(int number, String extension) {
      String sign = number < 0 ? "-" : "";
      return folder.resolve("%s%04d.%s".formatted(sign, Math.abs(number), extension));
    }
  }
}
