package farm.sheaf.worker.blender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Our end of the socket to the driver: a folder of its own, one connection, JSON lines. When it
 * ends, for whatever reason, {@link Reply.Gone} is the last thing heard.
 */
final class DriverLink implements AutoCloseable {
  /** What fits into a socket's address on every system, {@code sun_path} being 104 or 108 bytes. */
  private static final int LONGEST_PATH = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TemporaryFolder folder;
  private final ServerSocketChannel listener;
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable SocketChannel channel;

  private DriverLink(TemporaryFolder folder, ServerSocketChannel listener) {
    this.folder = folder;
    this.listener = listener;
  }

  static DriverLink listen(Launching launching) throws IOException {
    TemporaryFolder folder = TemporaryFolder.create(launching);
    Path path = folder.folder().resolve("s");
    if (path.toString().getBytes(StandardCharsets.UTF_8).length >= LONGEST_PATH) {
      folder.close();
      throw new IOException(
          "%s is too long for a socket; set java.io.tmpdir, or --scratch where there is a launcher, to a shorter folder"
              .formatted(path));
    }
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    SharedFiles.open(path, launching);
    DriverLink link = new DriverLink(folder, listener);
    Thread.ofPlatform().daemon().name("blender-link").start(link::serve);
    return link;
  }

  Path socket() {
    return folder.folder().resolve("s");
  }

  private void serve() {
    try (SocketChannel accepted = listener.accept();
        BufferedReader in =
            new BufferedReader(Channels.newReader(accepted, StandardCharsets.UTF_8))) {
      channel = accepted;
      replies.add(new Reply.Connected());
      String line;
      while ((line = in.readLine()) != null) {
        replies.add(Reply.of(JSON.readTree(line)));
      }
    } catch (IOException | IllegalArgumentException ended) {
      // However it ended, there is one thing to know: nothing more will come.
    } finally {
      replies.add(new Reply.Gone());
    }
  }

  /** Nothing happens where the other end is gone: waiting for the reply tells. */
  synchronized void send(JsonNode order) {
    SocketChannel to = channel;
    if (to == null) {
      return;
    }
    try {
      ByteBuffer line = StandardCharsets.UTF_8.encode(order + "\n");
      while (line.hasRemaining()) {
        to.write(line);
      }
    } catch (IOException gone) {
      // The reading thread sees the same and says so.
    }
  }

  /** The next reply, or {@link Reply.Late}. */
  Reply await(Duration patience) throws InterruptedException {
    Reply reply = replies.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return reply == null ? new Reply.Late() : reply;
  }

  /** For a Blender that ended before its driver called: nobody will call any more. */
  void stopListening() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the connection; who waits hears {@link Reply.Gone}. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      listener.close();
      SocketChannel open = channel;
      if (open != null) {
        open.close();
      }
      folder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
