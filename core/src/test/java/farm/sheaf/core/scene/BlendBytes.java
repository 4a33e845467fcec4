package farm.sheaf.core.scene;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The first bytes of .blend files, made by hand after Blender's own layout. */
public final class BlendBytes {
  private BlendBytes() {}

  /** As Blender 3.x on a usual machine writes it. */
  public static byte[] plain(int start, int end, String scene) {
    ByteBuffer bytes = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(ascii("BLENDER-v304"));
    bytes.put(ascii("REND")).putInt(72).putLong(0).putInt(0).putInt(1);
    rend(bytes, start, end, scene);
    bytes.put(ascii("TEST")).putInt(64).putLong(0).putInt(0).putInt(1);
    return bytes.array();
  }

  /** As an old machine wrote it: four-byte pointers, big-endian. */
  public static byte[] bigEndian(int start, int end, String scene) {
    ByteBuffer bytes = ByteBuffer.allocate(400).order(ByteOrder.BIG_ENDIAN);
    bytes.put(ascii("BLENDER_V279"));
    bytes.put(ascii("REND")).putInt(72).putInt(0).putInt(0).putInt(1);
    rend(bytes, start, end, scene);
    bytes.put(ascii("GLOB")).putInt(64).putInt(0).putInt(0).putInt(1);
    return bytes.array();
  }

  /** As Blender 5 writes it: a longer header and large block heads. */
  public static byte[] large(int start, int end, String scene) {
    ByteBuffer bytes = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(ascii("BLENDER17-01v0500"));
    bytes.put(ascii("REND")).putInt(0).putLong(0).putLong(72).putLong(1);
    rend(bytes, start, end, scene);
    bytes.put(ascii("TEST")).putInt(0).putLong(0).putLong(64).putLong(1);
    return bytes.array();
  }

  public static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void rend(ByteBuffer bytes, int start, int end, String scene) {
    byte[] name = new byte[64];
    byte[] text = scene.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(text, 0, name, 0, text.length);
    bytes.putInt(start).putInt(end).put(name);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
