package farm.sheaf.aws.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Some of a file's bytes, which a request that is tried again reads again from their start. */
record FileStretch(Path file, long from, long bytes) {
  InputStream open() {
    try {
      return new Reading(FileChannel.open(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private final class Reading extends InputStream {
    private final FileChannel channel;
    private long read;

    private Reading(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
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
      return n;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
