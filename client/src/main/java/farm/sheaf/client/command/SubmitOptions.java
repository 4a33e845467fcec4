package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.core.job.Video;
import farm.sheaf.talk.Json;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The settings of a submission. What the domain can judge alone is judged before anything starts;
 * the server has the last word.
 */
final class SubmitOptions {
  private static final String NOW = "now";

  @Option(
      names = "--frames",
      paramLabel = "RANGE",
      description = "Such as 1-48, 1-250x2 or 5,9,20-30. Default: the scene's own.")
  private Optional<String> frames = Optional.empty();

  @Option(
      names = "--resolution",
      paramLabel = "SIZE",
      description = "Such as 1920x1080 or 50%%. Default: the scene's.")
  private Optional<String> resolution = Optional.empty();

  @Option(names = "--samples", paramLabel = "N", description = "Per pixel. Default: the scene's.")
  private Optional<Integer> samples = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      completionCandidates = Words.Engines.class,
      description = "${COMPLETION-CANDIDATES}. Default: the scene's.")
  private Optional<String> engine = Optional.empty();

  @Option(
      names = "--scene",
      paramLabel = "NAME",
      description = "Which scene of the file. Default: the one it was saved with.")
  private Optional<String> scene = Optional.empty();

  @Option(
      names = "--camera",
      paramLabel = "NAME",
      description = "Which camera. Default: the scene's.")
  private Optional<String> camera = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = Words.Formats.class,
      description = "Of the frames: ${COMPLETION-CANDIDATES}. Default: png.")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--video",
      paramLabel = "CODEC",
      description = "h264, h265, with a quality h264:23, or none. Default: h264.")
  private Optional<String> video = Optional.empty();

  @Option(
      names = "--fps",
      paramLabel = "RATE",
      description = "Of the film: 24, 12.5 or 30000/1001. Default: the scene's.")
  private Optional<String> fps = Optional.empty();

  @Option(
      names = "--denoise",
      paramLabel = "WHEN",
      completionCandidates = Words.Denoising.class,
      description = "${COMPLETION-CANDIDATES}. Default: auto, as the scene says where possible.")
  private Optional<String> denoise = Optional.empty();

  @Option(
      names = "--scripts",
      paramLabel = "RULE",
      completionCandidates = Words.ScriptRules.class,
      description = "Python inside the scene: ${COMPLETION-CANDIDATES}. Default: deny.")
  private Optional<String> scripts = Optional.empty();

  @Option(
      names = "--missing",
      paramLabel = "RULE",
      completionCandidates = Words.MissingRules.class,
      description = "Missing images, sounds, caches: ${COMPLETION-CANDIDATES}. Default: warn.")
  private Optional<String> missing = Optional.empty();

  @Option(
      names = "--chunk",
      paramLabel = "N",
      description = "Frames that travel together, or auto. Default: auto.")
  private Optional<String> chunk = Optional.empty();

  @Option(
      names = "--frame-timeout",
      paramLabel = "TIME",
      description = "The longest a frame may take, such as 90s, 10m or 2h; at most 11h.")
  private Optional<String> frameTimeout = Optional.empty();

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "Tries at a frame, 1 to 10. Default: 3.")
  private Optional<Integer> maxAttempts = Optional.empty();

  @Option(names = "--pool", paramLabel = "POOL", description = "The workers to use. Default: cpu.")
  private Optional<String> pool = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "A name for the job in lists.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--force",
      arity = "0..1",
      fallbackValue = NOW,
      paramLabel = "WORD",
      description = "Ask for another job of the same content; the same WORD is the same job.")
  private Optional<String> force = Optional.empty();

  /** Whether the frames alone are wanted. */
  boolean framesOnly() {
    return video.isPresent() && Video.parse(video.get()) instanceof Video.None;
  }

  /** What is given, in the server's words. */
  ObjectNode settings(InstantSource clock) {
    ObjectNode all = Json.object();
    frames.ifPresent(text -> all.put("frames", FrameSet.parse(text).toString()));
    scene.ifPresent(text -> all.put("scene", text));
    camera.ifPresent(text -> all.put("camera", text));
    engine.ifPresent(text -> all.put("engine", new Words.Engines().checked(text)));
    samples.ifPresent(count -> all.put("samples", count));
    resolution.ifPresent(text -> all.put("resolution", Resolution.parse(text).toString()));
    fps.ifPresent(text -> all.put("fps", FrameRate.parse(text).toString()));
    format.ifPresent(text -> all.put("format", new Words.Formats().checked(text)));
    video.ifPresent(text -> all.put("video", Video.parse(text).toString()));
    denoise.ifPresent(text -> all.put("denoise", new Words.Denoising().checked(text)));
    scripts.ifPresent(text -> all.put("scripts", new Words.ScriptRules().checked(text)));
    missing.ifPresent(text -> all.put("missing", new Words.MissingRules().checked(text)));
    chunk.ifPresent(text -> all.put("chunk", text));
    frameTimeout.ifPresent(text -> all.put("frameTimeout", text));
    maxAttempts.ifPresent(count -> all.put("maxAttempts", count));
    pool.ifPresent(text -> all.put("pool", text));
    name.ifPresent(text -> all.put("name", text));
    force.ifPresent(word -> all.put("force", word.equals(NOW) ? clock.instant().toString() : word));
    return all;
  }
}
