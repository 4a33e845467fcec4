package farm.sheaf.worker.sequence;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.work.Work;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.film.DrawnFrames;
import farm.sheaf.worker.film.FilmLook;
import farm.sheaf.worker.film.InstalledFfmpeg;
import farm.sheaf.worker.stub.Bench;
import farm.sheaf.worker.stub.Jobs;
import farm.sheaf.worker.stub.StubMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes films on a bench, of frames that are drawn into its bucket. */
final class FilmBench {
  static final String FILM = "output/" + Jobs.ID + "/bäll.mp4";

  private final Bench bench;
  private final SequenceRunner runner;

  FilmBench(Bench bench) {
    this.bench = bench;
    runner =
        new SequenceRunner(
            bench.warm,
            new SequenceRunner.Farm(
                bench.farm, bench.farm, bench.farm, bench.declining, bench.reporter),
            new SequenceRunner.Tools(InstalledFfmpeg.program(), bench.scratch, bench.retry));
  }

  /** Puts images of these frames, of this width, into the bucket. */
  void draw(FrameSet frames, int width) throws IOException {
    DrawnFrames drawn = DrawnFrames.png(width, 48);
    Map<Integer, byte[]> byGrey = new HashMap<>();
    Path image = bench.scratch.folder().resolve("drawn.png");
    for (int frame : frames.toList()) {
      if (!byGrey.containsKey(DrawnFrames.grey(frame))) {
        drawn.fetch(frame, image);
        byGrey.put(DrawnFrames.grey(frame), Files.readAllBytes(image));
      }
      bench
          .farm
          .objects()
          .put(Keys.frame(Jobs.ID, frame, ImageFormat.PNG), byGrey.get(DrawnFrames.grey(frame)));
    }
  }

  /** Makes their images unreadable. */
  void spoil(FrameSet frames) {
    for (int frame : frames.toList()) {
      bench
          .farm
          .objects()
          .computeIfPresent(
              Keys.frame(Jobs.ID, frame, ImageFormat.PNG),
              (_, whole) -> Arrays.copyOf(whole, whole.length / 2));
    }
  }

  static List<Integer> drawn(FrameSet frames) {
    return frames.stream().map(DrawnFrames::grey).boxed().toList();
  }

  /** What each frame of the stored film shows. */
  List<Integer> shown() throws IOException {
    Path file = Files.write(bench.scratch.folder().resolve("look.mp4"), stored());
    return new FilmLook(file).greys();
  }

  private byte[] stored() {
    byte[] film = bench.farm.objects().get(FILM);
    if (film == null) {
      throw new AssertionError("there is no film; " + bench.farm.events());
    }
    return film;
  }

  void run(Work work) throws IOException {
    run(bench.message(work));
  }

  void run(StubMessage message) throws IOException {
    try (Claim claim = Claim.on(message, bench.terms())) {
      switch (message.work()) {
        case Work.Sequence film -> runner.run(film, claim);
        case Work.Segment piece -> runner.run(piece, claim);
        case Work.Render render -> throw new IllegalArgumentException(render.toString());
      }
    }
  }
}
