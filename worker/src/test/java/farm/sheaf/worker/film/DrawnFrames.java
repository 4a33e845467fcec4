package farm.sheaf.worker.film;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;

/**
 * Frames that Java draws: a square whose grey tells the frame's number, so that order can be read
 * from a film.
 */
public final class DrawnFrames implements FrameSource {
  private final int width;
  private final int height;
  private final String format;
  private final int type;
  final Set<Integer> fetched = new ConcurrentSkipListSet<>();
  private IntPredicate there = frame -> true;
  private int truncated = Integer.MIN_VALUE;

  private DrawnFrames(int width, int height, String format, int type) {
    this.width = width;
    this.height = height;
    this.format = format;
    this.type = type;
  }

  public static DrawnFrames png(int width, int height) {
    return new DrawnFrames(width, height, "png", BufferedImage.TYPE_INT_RGB);
  }

  static DrawnFrames transparentPng(int width, int height) {
    return new DrawnFrames(width, height, "png", BufferedImage.TYPE_INT_ARGB);
  }

  static DrawnFrames jpeg(int width, int height) {
    return new DrawnFrames(width, height, "jpg", BufferedImage.TYPE_INT_RGB);
  }

  DrawnFrames without(int missing) {
    there = frame -> frame != missing;
    return this;
  }

  DrawnFrames truncating(int frame) {
    truncated = frame;
    return this;
  }

  public static int grey(int frame) {
    return 40 + Math.floorMod(frame, 16) * 12;
  }

  @Override
  public boolean fetch(int frame, Path target) throws IOException {
    fetched.add(frame);
    if (!there.test(frame)) {
      return false;
    }
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D g = image.createGraphics();
    int grey = grey(frame);
    g.setColor(new Color(grey, grey, grey, type == BufferedImage.TYPE_INT_ARGB ? 128 : 255));
    g.fillRect(0, 0, width, height);
    g.dispose();
    ImageIO.write(image, format, target.toFile());
    if (frame == truncated) {
      byte[] whole = Files.readAllBytes(target);
      Files.write(target, java.util.Arrays.copyOf(whole, whole.length / 2));
    }
    return true;
  }
}
