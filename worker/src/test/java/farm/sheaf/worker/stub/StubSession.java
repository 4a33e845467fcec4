package farm.sheaf.worker.stub;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.worker.blender.MixdownResult;
import farm.sheaf.worker.blender.RenderResult;
import farm.sheaf.worker.blender.SceneReport;
import farm.sheaf.worker.blender.Session;
import farm.sheaf.worker.time.Timekeeper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** A session that draws. */
public final class StubSession implements Session {
  private final SceneReport report;
  private final ImageFormat format;
  private final StubScript script;
  private final Duration frameTime;
  private final Timekeeper time;
  private final CountDownLatch ended = new CountDownLatch(1);

  StubSession(
      SceneReport report,
      ImageFormat format,
      StubScript script,
      Duration frameTime,
      Timekeeper time) {
    this.report = report;
    this.format = format;
    this.script = script;
    this.frameTime = frameTime;
    this.time = time;
  }

  @Override
  public SceneReport report() {
    return report;
  }

  @Override
  public RenderResult render(int frame, Path target, Duration timeout) {
    script.begin(frame);
    try {
      if (time.await(ended, frameTime)) {
        return new RenderResult.Failed(FailureKind.CRASH, "the session was aborted");
      }
      RenderResult.@Nullable Failed failure = script.failure(frame);
      if (failure != null) {
        endWhereBlenderWould(failure.kind());
        return failure;
      }
      draw(frame, target);
      script.drawn(frame, target);
      return new RenderResult.Rendered(frame, target, Optional.empty(), frameTime);
    } catch (IOException e) {
      return new RenderResult.Failed(FailureKind.RESOURCE, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RenderResult.Failed(FailureKind.CRASH, "interrupted");
    }
  }

  private void endWhereBlenderWould(FailureKind kind) {
    switch (kind) {
      case CRASH, TIMEOUT -> ended.countDown();
      case SCENE, RESOURCE, PLATFORM, WORKER -> {}
    }
  }

  private void draw(int frame, Path target) throws IOException {
    BufferedImage image =
        new BufferedImage(report.width(), report.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    int grey = Math.floorMod(frame * 12, 256);
    g.setColor(new Color(grey, grey, grey));
    g.fillRect(0, 0, report.width(), report.height());
    g.dispose();
    ImageIO.write(image, format == ImageFormat.JPEG ? "jpg" : "png", target.toFile());
  }

  @Override
  public MixdownResult mixdown(FrameSet frames, Path wav, Duration timeout) {
    @Nullable String death = script.soundDeath();
    if (death == null) {
      return new MixdownResult.Silent();
    }
    ended.countDown();
    return new MixdownResult.Missing(death);
  }

  @Override
  public void abort() {
    ended.countDown();
  }

  @Override
  public boolean alive() {
    return ended.getCount() > 0;
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
