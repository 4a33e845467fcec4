package farm.sheaf.worker;

import farm.sheaf.worker.Renderer.Probe;
import farm.sheaf.worker.film.FfmpegProbe;
import farm.sheaf.worker.film.FfmpegSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A worker's look at itself before it serves: one that cannot render would fail frame after frame
 * of other people's jobs.
 */
record SelfProbe(Renderer renderer, FfmpegSearch ffmpeg, Path scratch) {
  private static final long LEAST_ROOM = 1L << 30;

  Probe probe() {
    return switch (renderer.probe()) {
      case Probe.Unable unable -> unable;
      case Probe.Able rendering ->
          switch (film()) {
            case Probe.Unable unable -> unable;
            case Probe.Able filming -> withRoom(rendering.what() + ", " + filming.what());
          };
    };
  }

  private Probe film() {
    return switch (ffmpeg) {
      case FfmpegSearch.NotFound notFound -> new Probe.Unable(notFound.message());
      case FfmpegSearch.Found found ->
          switch (found.program().probe()) {
            case FfmpegProbe.Unable unable -> new Probe.Unable(unable.reason());
            case FfmpegProbe.Able able -> new Probe.Able("ffmpeg " + able.version());
          };
    };
  }

  private Probe withRoom(String programs) {
    try {
      Files.createDirectories(scratch);
      if (!Files.isWritable(scratch)) {
        return new Probe.Unable(
            "scratch: %s cannot be written to by this user; let it, or name another folder with --scratch"
                .formatted(scratch));
      }
      long room = Files.getFileStore(scratch).getUsableSpace();
      return room < LEAST_ROOM
          ? new Probe.Unable(
              "scratch: %s has %d MB free and needs 1024 MB; make room, or name another folder with --scratch"
                  .formatted(scratch, room >> 20))
          : new Probe.Able("%s, %d GB free in %s".formatted(programs, room >> 30, scratch));
    } catch (IOException e) {
      return new Probe.Unable(
          "scratch: %s cannot be used (%s); name another folder with --scratch"
              .formatted(scratch, e.getMessage()));
    }
  }
}
