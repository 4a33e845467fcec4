package farm.sheaf.worker.image;

import farm.sheaf.core.job.ImageFormat;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Judges a rendered image: it decodes, has the right size, and is not truncated. */
public final class FrameCheck {
  private FrameCheck() {}

  /**
   * What is wrong with an image; empty when nothing is.
   *
   * @throws IOException when it cannot be read
   */
  public static Optional<String> problem(Path image, ImageFormat format, ImageSize wanted)
      throws IOException {
    try {
      ImageSize size =
          switch (format) {
            case PNG -> PngCheck.sizeOfWhole(image);
            case JPEG -> JpegCheck.sizeOfWhole(image);
            case EXR -> ExrCheck.sizeOfWhole(image);
          };
      return size.equals(wanted)
          ? Optional.empty()
          : Optional.of("the image is %s, not %s".formatted(size, wanted));
    } catch (BrokenImageException e) {
      return Optional.of(e.problem());
    } catch (EOFException e) {
      return Optional.of("the image is cut off");
    }
  }
}
