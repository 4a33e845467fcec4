package farm.sheaf.worker.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenEXR file's header says.
 *
 * @param blocks of scan lines that follow
 */
record ExrHeader(ImageSize size, Layout layout, int blocks) {
  private static final int MAGIC = 20_000_630;
  private static final int TILED = 0x200;
  private static final int DEEP = 0x800;
  private static final int MULTI_PART = 0x1000;

  /** How the pixels are laid out. */
  enum Layout {
    SCAN_LINES,
    OTHER
  }

  /** Leaves the cursor behind the header, where the table of offsets begins. */
  static ExrHeader read(ExrCursor file) throws IOException {
    if (file.int32() != MAGIC) {
      throw new BrokenImageException("the image is no EXR");
    }
    boolean scanLines = (file.int32() & (TILED | DEEP | MULTI_PART)) == 0;
    @Nullable ImageSize size = null;
    int linesPerBlock = 1;
    for (String name = file.text(); !name.isEmpty(); name = file.text()) {
      file.text();
      int length = file.int32();
      switch (name) {
        case "dataWindow" -> size = window(file);
        case "compression" -> linesPerBlock = linesPerBlock(file.uint8());
        default -> file.skip(length);
      }
    }
    if (size == null) {
      throw new BrokenImageException("the EXR names no size");
    }
    int blocks = (size.height() + linesPerBlock - 1) / linesPerBlock;
    return new ExrHeader(size, scanLines ? Layout.SCAN_LINES : Layout.OTHER, blocks);
  }

  private static ImageSize window(ExrCursor file) throws IOException {
    int left = file.int32();
    int top = file.int32();
    return new ImageSize(file.int32() - left + 1, file.int32() - top + 1);
  }

  /** By ImfCompression's numbers. */
  private static int linesPerBlock(int compression) throws IOException {
    return switch (compression) {
      case 0, 1, 2 -> 1;
      case 3, 5 -> 16;
      case 4, 6, 7, 8 -> 32;
      case 9 -> 256;
      default -> throw new BrokenImageException("the EXR has compression " + compression);
    };
  }
}
