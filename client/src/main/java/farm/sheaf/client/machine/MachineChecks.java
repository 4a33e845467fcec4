package farm.sheaf.client.machine;

import farm.sheaf.client.scene.Bytes;
import farm.sheaf.talk.Finding;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the doctor can tell of this machine without a farm. */
public record MachineChecks(Machine machine) {
  private static final long TIGHT = 5_000_000_000L;
  private static final long TOO_LITTLE = 500_000_000L;
  private static final Pattern VERSION = Pattern.compile("^Blender ([0-9.]+)", Pattern.MULTILINE);
  private static final Pattern DENOISER =
      Pattern.compile("^SHEAF denoiser (True|False)", Pattern.MULTILINE);

  /** Prints a line that no Blender prints by itself. */
  private static final String ASK_DENOISER =
      "import bpy; print('SHEAF denoiser', getattr(bpy.app.build_options, 'openimagedenoise',"
          + " False))";

  /**
   * @param home the farm's folder, there or not
   */
  public List<Finding> all(Path home) {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.addAll(blender());
    findings.add(ffmpeg());
    findings.add(folder(home));
    findings.add(disk(home));
    return List.copyOf(findings);
  }

  /** The one thing that this machine needs for a farm elsewhere. */
  public static Finding java() {
    return Finding.ok("java", Runtime.version() + " in " + System.getProperty("java.home"));
  }

  private List<Finding> blender() {
    Optional<Path> found = Program.BLENDER.find(machine.environment());
    if (found.isEmpty()) {
      return List.of(notFound(Program.BLENDER));
    }
    String path = found.get().toString();
    String said =
        machine
            .commands()
            .output(List.of(path, "-b", "--factory-startup", "--python-expr", ASK_DENOISER))
            .orElse("");
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      return List.of(
          Finding.fail(
              "blender",
              path + " does not start",
              "Try it: %s -b --version; or name another in SHEAF_BLENDER.".formatted(path)));
    }
    Finding there = Finding.ok("blender", version.group(1) + " at " + path);
    Matcher denoiser = DENOISER.matcher(said);
    boolean denoises = denoiser.find() && denoiser.group(1).equals("True");
    return List.of(
        there,
        denoises
            ? Finding.ok("denoiser", "OpenImageDenoise is built in")
            : Finding.warn(
                "denoiser",
                "this Blender was built without OpenImageDenoise; scenes that denoise render"
                    + " without it, and their jobs say so",
                "For denoising take Blender from blender.org and name it in SHEAF_BLENDER."));
  }

  private Finding ffmpeg() {
    Optional<Path> found = Program.FFMPEG.find(machine.environment());
    if (found.isEmpty()) {
      return notFound(Program.FFMPEG);
    }
    String said = machine.commands().output(List.of(found.get().toString(), "-version")).orElse("");
    if (said.isEmpty()) {
      return Finding.fail(
          "ffmpeg", found.get() + " does not start", "Name another in SHEAF_FFMPEG.");
    }
    String version =
        said.lines().findFirst().orElse("").replaceAll("^ffmpeg version (\\S+).*", "$1");
    return said.contains("--enable-libx264")
        ? Finding.ok("ffmpeg", version + " at " + found.get())
        : Finding.warn(
            "ffmpeg",
            version + " was built without libx264",
            "Films need it; install your system's full ffmpeg, or use --video none.");
  }

  private Finding notFound(Program program) {
    InstallDecision decision =
        InstallDecision.of(
            new Situation(
                List.of(program),
                machine.situation().source(),
                Situation.Right.NONE,
                Situation.Consent.GIVEN));
    String advice =
        decision instanceof InstallDecision.Advise advise
            ? advise.message().lines().skip(1).findFirst().orElse("")
            : "";
    return Finding.fail(program.command(), "not found", advice);
  }

  private static Finding folder(Path home) {
    Path there = existing(home);
    if (!Files.isWritable(there)) {
      return Finding.fail(
          "folder", home + " cannot be written", "Name another folder in SHEAF_HOME.");
    }
    return Finding.ok("folder", home + (there.equals(home) ? "" : " (made at the first start)"));
  }

  private static Finding disk(Path home) {
    try {
      FileStore store = Files.getFileStore(existing(home));
      long free = store.getUsableSpace();
      String detail = Bytes.said(free) + " free for " + home;
      String advice = "Make room, or name a folder on another disk in SHEAF_HOME.";
      if (free < TOO_LITTLE) {
        return Finding.fail("disk", detail, advice);
      }
      return free < TIGHT ? Finding.warn("disk", detail, advice) : Finding.ok("disk", detail);
    } catch (IOException e) {
      return Finding.warn("disk", "free space is unknown: " + e.getMessage(), "");
    }
  }

  private static Path existing(Path path) {
    Path at = path;
    while (!Files.exists(at)) {
      Path parent = at.getParent();
      if (parent == null) {
        return at;
      }
      at = parent;
    }
    return at;
  }
}
