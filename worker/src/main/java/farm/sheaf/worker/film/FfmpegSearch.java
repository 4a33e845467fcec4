package farm.sheaf.worker.film;

/** What came of looking for ffmpeg. */
public sealed interface FfmpegSearch {
  record Found(FfmpegProgram program) implements FfmpegSearch {}

  /**
   * @param message where it was looked for, and what to do
   */
  record NotFound(String message) implements FfmpegSearch {}
}
