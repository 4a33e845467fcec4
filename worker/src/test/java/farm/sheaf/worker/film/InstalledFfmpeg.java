package farm.sheaf.worker.film;

import java.util.Optional;

/** The ffmpeg that tests use: the one that a worker on this machine would find. */
public final class InstalledFfmpeg {
  private InstalledFfmpeg() {}

  /**
   * @throws IllegalStateException saying what to install
   */
  public static FfmpegProgram program() {
    return switch (FfmpegProgram.find(Optional.empty(), System.getenv())) {
      case FfmpegSearch.Found found -> found.program();
      case FfmpegSearch.NotFound notFound -> throw new IllegalStateException(notFound.message());
    };
  }
}
