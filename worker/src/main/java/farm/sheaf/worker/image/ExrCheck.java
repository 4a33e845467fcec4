package farm.sheaf.worker.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Follows an OpenEXR file's table of offsets to every block of scan lines and to the file's end
 * ("OpenEXR File Layout", openexr.com). A file whose writer was ended has zeros in that table.
 *
 * <p>Blender writes scan lines; of tiled and multi-part files only the header is read.
 */
final class ExrCheck {
  private final ExrCursor file;

  private ExrCheck(MemorySegment bytes) {
    file = new ExrCursor(bytes);
  }

  static ImageSize sizeOfWhole(Path image) throws IOException {
    try (FileChannel channel = FileChannel.open(image, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      return new ExrCheck(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena))
          .readAll();
    }
  }

  private ImageSize readAll() throws IOException {
    ExrHeader header = ExrHeader.read(file);
    if (header.layout() == ExrHeader.Layout.SCAN_LINES) {
      followBlocks(header);
    }
    return header.size();
  }

  private void followBlocks(ExrHeader header) throws IOException {
    long end = 0;
    for (int block = 0; block < header.blocks(); block++) {
      long at = file.int64();
      if (at <= 0) {
        throw new BrokenImageException("the EXR was not finished");
      }
      end = Math.max(end, file.blockEnd(at));
    }
    if (end != file.size()) {
      throw new BrokenImageException(
          "the EXR should end after %d bytes, not %d".formatted(end, file.size()));
    }
  }
}
