package farm.sheaf.core.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of a frame: in pixels, or in percent of what the scene says. */
public sealed interface Resolution {
  /** Blender's own limits: 4 to 65536 pixels a side. */
  record Pixels(int width, int height) implements Resolution {
    public Pixels {
      if (width < 4 || height < 4 || width > 65_536 || height > 65_536) {
        throw new InvalidRequestException(
            "resolution: %dx%d; each side must be 4 to 65536 pixels".formatted(width, height));
      }
    }

    @Override
    public String toString() {
      return width + "x" + height;
    }
  }

  /** 1 to 1000 percent. */
  record Percent(int percent) implements Resolution {
    public Percent {
      if (percent < 1 || percent > 1000) {
        throw new InvalidRequestException(
            "resolution: %d%%; it must be 1%% to 1000%%".formatted(percent));
      }
    }

    @Override
    public String toString() {
      return percent + "%";
    }
  }

  /**
   * Reads {@code 1920x1080} or {@code 50%}.
   *
   * @throws InvalidRequestException for anything else
   */
  static Resolution parse(String text) {
    Matcher m = Pattern.compile("([0-9]{1,6})x([0-9]{1,6})|([0-9]{1,6})%").matcher(text);
    if (!m.matches()) {
      throw new InvalidRequestException(
          "resolution: \"%s\" is not a size; write \"1920x1080\" or \"50%%\"".formatted(text));
    }
    return m.group(3) == null
        ? new Pixels(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)))
        : new Percent(Integer.parseInt(m.group(3)));
  }
}
