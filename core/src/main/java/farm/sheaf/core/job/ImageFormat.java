package farm.sheaf.core.job;

import java.util.Locale;

/** The format that frames are kept in. */
public enum ImageFormat {
  PNG("png"),
  EXR("exr"),
  JPEG("jpg");

  private final String extension;

  ImageFormat(String extension) {
    this.extension = extension;
  }

  /** Without the dot. */
  public String extension() {
    return extension;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
