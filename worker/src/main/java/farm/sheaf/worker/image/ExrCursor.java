package farm.sheaf.worker.image;

import java.io.EOFException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads an OpenEXR file's values one after the other; all are little-endian. */
final class ExrCursor {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK_HEAD = 8;

  private final MemorySegment bytes;
  private long position;

  ExrCursor(MemorySegment bytes) {
    this.bytes = bytes;
  }

  long size() {
    return bytes.byteSize();
  }

  int int32() throws EOFException {
    return bytes.get(INT, advance(4));
  }

  long int64() throws EOFException {
    return bytes.get(LONG, advance(8));
  }

  int uint8() throws EOFException {
    return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, advance(1)));
  }

  void skip(int count) throws EOFException {
    advance(count);
  }

  /** A text that ends with a zero; empty at the end of a list. */
  String text() throws EOFException {
    long from = position;
    int length = 0;
    while (uint8() != 0) {
      length++;
    }
    byte[] text = bytes.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Where the block of scan lines that begins here ends: line number, size, then pixels. */
  long blockEnd(long at) throws EOFException {
    requireInside(at, BLOCK_HEAD);
    long end = at + BLOCK_HEAD + Integer.toUnsignedLong(bytes.get(INT, at + 4));
    requireInside(end, 0);
    return end;
  }

  private long advance(int count) throws EOFException {
    long from = position;
    requireInside(from, count);
    position = from + count;
    return from;
  }

  private void requireInside(long from, int count) throws EOFException {
    if (from < 0 || count < 0 || from + count > size()) {
      throw new EOFException();
    }
  }
}
