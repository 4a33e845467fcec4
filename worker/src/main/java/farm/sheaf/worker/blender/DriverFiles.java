package farm.sheaf.worker.blender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * The Python that starts Blender and that runs inside it, unpacked from this program to where
 * Blender can read it.
 */
final class DriverFiles {
  static final String DRIVER = "driver.py";
  static final String PROBE = "probe.py";

  private static final List<String> NAMES =
      List.of(
          DRIVER,
          PROBE,
          "sheaf_driver/__init__.py",
          "sheaf_driver/denoising.py",
          "sheaf_driver/farewell.py",
          "sheaf_driver/files.py",
          "sheaf_driver/frames.py",
          "sheaf_driver/link.py",
          "sheaf_driver/preview.py",
          "sheaf_driver/report.py",
          "sheaf_driver/service.py",
          "sheaf_driver/settings.py",
          "sheaf_driver/simulations.py",
          "sheaf_driver/sound.py",
          "sheaf_driver/stepping.py",
          "sheaf_driver/trouble.py",
          Launching.SCRIPT + "/__main__.py",
          Launching.SCRIPT + "/caller.py",
          Launching.SCRIPT + "/confine.py",
          Launching.SCRIPT + "/keeper.py",
          Launching.SCRIPT + "/service.py",
          Launching.SCRIPT + "/wire.py");

  private static final String FOLDER = "driver";

  private DriverFiles() {}

  /** Where {@link #unpack} puts them. */
  static Path in(Path folder) {
    return folder.resolve(FOLDER);
  }

  /** Writes them under this folder and returns the folder that they are in. */
  static Path unpack(Path folder) throws IOException {
    Path driver = in(folder);
    Files.createDirectories(driver.resolve("sheaf_driver"));
    Files.createDirectories(driver.resolve(Launching.SCRIPT));
    for (String name : NAMES) {
      try (InputStream in = DriverFiles.class.getResourceAsStream(name)) {
        Files.copy(
            Objects.requireNonNull(in, name),
            driver.resolve(name),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return driver;
  }
}
