package farm.sheaf.worker.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Decodes a JPEG and looks for its end marker, without which a decoder just fills in grey. */
final class JpegCheck {
  private static final short END_OF_IMAGE = (short) 0xffd9;

  private JpegCheck() {}

  static ImageSize sizeOfWhole(Path image) throws IOException {
    try (FileChannel file = FileChannel.open(image, StandardOpenOption.READ)) {
      ByteBuffer end = ByteBuffer.allocate(2);
      if (file.size() < 2 || file.read(end, file.size() - 2) != 2) {
        throw new BrokenImageException("the image is cut off");
      }
      if (end.getShort(0) != END_OF_IMAGE) {
        throw new BrokenImageException("the JPEG is cut off");
      }
    }
    @Nullable BufferedImage decoded = ImageIO.read(image.toFile());
    if (decoded == null) {
      throw new BrokenImageException("the image is no JPEG");
    }
    return new ImageSize(decoded.getWidth(), decoded.getHeight());
  }
}
