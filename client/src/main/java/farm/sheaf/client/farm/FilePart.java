package farm.sheaf.client.farm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A stretch of a file that one request carries.
 *
 * @param number from 1, as S3 counts
 */
record FilePart(Path file, int number, long from, long bytes) {
  /** As few requests as keep a lost one cheap; S3 takes 10,000 parts at most. */
  static final long USUAL = 16L << 20;

  private static final int MOST_PARTS = 10_000;

  /** The parts of a file of this size; one for a file that needs no more. */
  static List<FilePart> of(Path file, long size) {
    long each = Math.max(USUAL, (size + MOST_PARTS - 1) / MOST_PARTS);
    List<FilePart> parts = new ArrayList<>();
    long from = 0;
    do {
      long bytes = Math.min(each, size - from);
      parts.add(new FilePart(file, parts.size() + 1, from, bytes));
      from += bytes;
    } while (from < size);
    return List.copyOf(parts);
  }

  /**
   * The part as a request's body; a request that is tried again reads it again from its start.
   *
   * @param sent how much of each part has been read
   */
  RequestBody body(AtomicLongArray sent, Runnable moved) {
    return RequestBody.fromContentProvider(
        () -> new Stretch(sent, moved), bytes, "application/octet-stream");
  }

  /** The bytes of this part, counted as they are read. */
  private final class Stretch extends InputStream {
    private final FileChannel channel;
    private final AtomicLongArray sent;
    private final Runnable moved;
    private long read;

    Stretch(AtomicLongArray sent, Runnable moved) {
      this.sent = sent;
      this.moved = moved;
      try {
        channel = FileChannel.open(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (read == bytes) {
        return -1;
      }
      int most = (int) Math.min(length, bytes - read);
      int n = channel.read(ByteBuffer.wrap(into, offset, most), from + read);
      if (n < 0) {
        throw new IOException(file + " has become shorter while it was read");
      }
      read += n;
      sent.set(number - 1, read);
      moved.run();
      return n;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
