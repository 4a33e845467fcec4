package farm.sheaf.core.scene;

import farm.sheaf.core.scene.BlendHead.SceneRange;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads a .blend file's head from its first bytes, so that a submission knows the frame range
 * without fetching the file.
 *
 * <p>Source: Blender's {@code writefile.cc} (write_renderinfo) and {@code BLO_core_file_reader.hh}.
 * The header is {@code BLENDER-v304} (7 letters, pointer size, byte order, version) or, since 5.0,
 * {@code BLENDER17-01v0500}. Then come blocks; those called {@code REND} stand first and hold two
 * ints, start and end, and the scene's name. Files may be gzip (to 2.93) or zstd (since 3.0) as a
 * whole.
 */
public final class BlendHeadReader {
  private static final int REND_RANGE_BYTES = 8;
  private static final int LONGEST_HEADER = 17;
  private static final Pattern HEADER =
      Pattern.compile("BLENDER(?:[-_][vV][0-9]{3}|[0-9]{2}-[0-9]{2}v[0-9]{4})");

  private BlendHeadReader() {}

  /** What the first bytes turned out to be. */
  public sealed interface Reading {
    record Found(BlendHead head) implements Reading {}

    /** A Blender file so far; more of its bytes are needed. */
    record NeedsMore() implements Reading {}

    /**
     * Not a Blender file.
     *
     * @param what it is, fit for "is ..."
     */
    record NotBlend(String what) implements Reading {}
  }

  /**
   * Reads what it can.
   *
   * @param start the file's first bytes
   */
  public static Reading read(byte[] start) {
    Optional<String> other = FileKind.otherThanBlend(start);
    if (other.isPresent()) {
      return new Reading.NotBlend(other.get());
    }
    byte[] plain = FileKind.isPlainBlend(start) ? start : decompress(start);
    if (plain.length < LONGEST_HEADER) {
      return new Reading.NeedsMore();
    }
    if (!FileKind.isPlainBlend(plain)) {
      return new Reading.NotBlend("a compressed file, but not of a Blender scene");
    }
    return parse(plain);
  }

  /** As much as these first bytes of a compressed file hold. */
  private static byte[] decompress(byte[] start) {
    byte[] plain = new byte[1 << 20];
    int length = 0;
    try (InputStream in = decompressor(start)) {
      int n;
      while (length < plain.length && (n = in.read(plain, length, plain.length - length)) > 0) {
        length += n;
      }
    } catch (IOException | MalformedInputException truncated) {
      // The bytes end in the middle of a block: what came before it is what there is.
    }
    return Arrays.copyOf(plain, length);
  }

  private static InputStream decompressor(byte[] start) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(start);
    return FileKind.isGzip(start) ? new GZIPInputStream(bytes, 512) : new ZstdInputStream(bytes);
  }

  private static Reading parse(byte[] file) {
    String header = new String(file, 0, LONGEST_HEADER, StandardCharsets.US_ASCII);
    if (!HEADER.matcher(header).lookingAt()) {
      return new Reading.NotBlend("a Blender file with a damaged header; save it again");
    }
    BlockFormat format = BlockFormat.of(header);
    ByteBuffer in = ByteBuffer.wrap(file).order(format.order()).position(format.headerBytes());
    List<SceneRange> scenes = new ArrayList<>();
    while (true) {
      if (in.remaining() < format.blockHeadBytes()) {
        return new Reading.NeedsMore();
      }
      byte[] code = new byte[4];
      in.get(in.position(), code);
      if (!new String(code, StandardCharsets.US_ASCII).equals("REND")) {
        return new Reading.Found(new BlendHead(format.version(), scenes));
      }
      long length = format.blockLength(in);
      if (in.remaining() < format.blockHeadBytes() + length) {
        return new Reading.NeedsMore();
      }
      in.position(in.position() + format.blockHeadBytes());
      scenes.add(sceneRange(in.slice(in.position(), (int) length).order(format.order())));
      in.position(in.position() + (int) length);
    }
  }

  private static SceneRange sceneRange(ByteBuffer rend) {
    int start = rend.getInt();
    int end = rend.getInt();
    byte[] name = new byte[rend.remaining()];
    rend.get(REND_RANGE_BYTES, name);
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    return new SceneRange(new String(name, 0, length, StandardCharsets.UTF_8), start, end);
  }

  /** How a file's blocks are laid out; its header says so. */
  private record BlockFormat(
      int headerBytes, int blockHeadBytes, ByteOrder order, int version, boolean large) {

    static BlockFormat of(String header) {
      if (Character.isDigit(header.charAt(7))) {
        int bytes = Integer.parseInt(header.substring(7, 9));
        int version = Integer.parseInt(header.substring(13, 17));
        return new BlockFormat(bytes, 32, ByteOrder.LITTLE_ENDIAN, version, true);
      }
      int pointerBytes = header.charAt(7) == '_' ? 4 : 8;
      ByteOrder order = header.charAt(8) == 'V' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      int version = Integer.parseInt(header.substring(9, 12));
      return new BlockFormat(12, 16 + pointerBytes, order, version, false);
    }

    /**
     * The length field: after code, SDNA number and old address in large heads, else after code.
     */
    long blockLength(ByteBuffer at) {
      return large ? at.getLong(at.position() + 16) : at.getInt(at.position() + 4);
    }
  }
}
