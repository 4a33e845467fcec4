package farm.sheaf.core.frame;

import java.util.Base64;
import java.util.BitSet;

/**
 * A part of a known set of frames, written so that its size is bounded by the set whatever the part
 * looks like: a bit a frame, where the usual notation would be longer. Of 100,000 frames any part
 * takes at most 17 KB.
 */
public final class FrameBits {
  private static final String BITS = "bits:";

  /** Notations up to this length stay readable; longer ones compete with the bits. */
  private static final int READABLE = 1_000;

  private FrameBits() {}

  /** As text: the usual notation, or bits where that is shorter. Empty for no frames. */
  public static String text(FrameSet whole, FrameSet part) {
    String usual = part.toString();
    if (usual.length() <= READABLE) {
      return usual;
    }
    String bits = BITS + Base64.getEncoder().encodeToString(bytes(whole, part));
    return bits.length() < usual.length() ? bits : usual;
  }

  /** Reads {@link #text} back, given the same whole. */
  public static FrameSet parse(FrameSet whole, String text) {
    if (text.isEmpty()) {
      return FrameSet.EMPTY;
    }
    return text.startsWith(BITS)
        ? frames(whole, Base64.getDecoder().decode(text.substring(BITS.length())))
        : FrameSet.parse(text);
  }

  /** Bit n stands for the n-th frame of the whole in ascending order, from 0; no trailing zeros. */
  public static byte[] bytes(FrameSet whole, FrameSet part) {
    BitSet bits = new BitSet(whole.size());
    part.stream().map(whole::indexOf).filter(index -> index >= 0).forEach(bits::set);
    return bits.toByteArray();
  }

  /** Reads {@link #bytes} back, given the same whole; bits beyond it have no meaning. */
  public static FrameSet frames(FrameSet whole, byte[] bytes) {
    return whole.at(BitSet.valueOf(bytes).stream().filter(index -> index < whole.size()));
  }
}
