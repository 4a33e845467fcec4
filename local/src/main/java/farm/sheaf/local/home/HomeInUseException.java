package farm.sheaf.local.home;

import java.nio.file.Path;

/** Another process runs a farm in this folder. */
public final class HomeInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HomeInUseException(Path folder, String holder) {
    super(
        "a farm runs in %s already (%s); stop it, or name another folder in SHEAF_HOME"
            .formatted(folder, holder));
  }
}
