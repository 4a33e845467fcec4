package farm.sheaf.core.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of the frames in the end: a film, or nothing more. */
public sealed interface Video {
  /** Where a person names no quality. */
  int DEFAULT_CRF = 18;

  /** Frames only. */
  record None() implements Video {
    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * An MP4.
   *
   * @param crf the encoder's constant rate factor: 0 is lossless, 51 the worst
   */
  record Film(Codec codec, int crf) implements Video {
    public Film {
      if (crf < 0 || crf > 51) {
        throw new InvalidRequestException("video: crf %d; it must be 0 to 51".formatted(crf));
      }
    }

    @Override
    public String toString() {
      return codec.word() + (crf == DEFAULT_CRF ? "" : ":" + crf);
    }
  }

  /** Codecs that an MP4 holds and players know. */
  enum Codec {
    H264,
    H265;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Reads {@code h264}, {@code h265:23} or {@code none}.
   *
   * @throws InvalidRequestException for anything else
   */
  static Video parse(String text) {
    if (text.equals("none")) {
      return new None();
    }
    Matcher m = Pattern.compile("(h264|h265)(?::([0-9]{1,3}))?").matcher(text);
    if (!m.matches()) {
      throw new InvalidRequestException(
          ("video: \"%s\" is unknown; write \"h264\", \"h265\", a codec with its quality like"
                  + " \"h264:23\", or \"none\"")
              .formatted(text));
    }
    Codec codec = m.group(1).equals("h264") ? Codec.H264 : Codec.H265;
    return new Film(codec, m.group(2) == null ? DEFAULT_CRF : Integer.parseInt(m.group(2)));
  }
}
