package farm.sheaf.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The folder that a farm keeps its state in. Its owner alone may enter it, because scenes, films
 * and the credentials lie there.
 *
 * <pre>
 * s3/           one folder a bucket, one file an object
 * s3-writing/   notes of uploads under way, so that a start finds what a crash left half-written
 * sqs/          the queues' database
 * table/        the job store's database
 * scratch/      what workers need while they work; may be emptied when no farm runs
 * logs/         farm.log, worker-1.log, ...
 * credentials   the farm's own access key, in the form of AWS's credentials file
 * farm.json     the process and the endpoints of the running farm
 * lock          held by the running farm
 * </pre>
 */
public record FarmHome(Path folder) {
  /**
   * The home that the environment names in {@code SHEAF_HOME}, or the usual place of this operating
   * system: under {@code XDG_DATA_HOME} or {@code ~/.local/share} on Linux, under {@code
   * ~/Library/Application Support} on macOS.
   */
  public static FarmHome of(Map<String, String> environment) {
    String named = environment.getOrDefault("SHEAF_HOME", "");
    if (!named.isBlank()) {
      return new FarmHome(Path.of(named).toAbsolutePath().normalize());
    }
    Path user = Path.of(System.getProperty("user.home"));
    if (System.getProperty("os.name").startsWith("Mac")) {
      return new FarmHome(user.resolve("Library/Application Support/sheaf"));
    }
    Path xdg = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
    Path data = xdg.isAbsolute() ? xdg : user.resolve(".local/share");
    return new FarmHome(data.resolve("sheaf"));
  }

  /** Makes what is missing of the layout; harmless when all is there. */
  public FarmHome create() {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      for (Path sub : new Path[] {s3(), s3Writing(), sqs(), table(), scratch(), logs()}) {
        Files.createDirectories(sub);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make the farm's folder %s; name another in SHEAF_HOME".formatted(folder), e);
    }
    return this;
  }

  public Path s3() {
    return folder.resolve("s3");
  }

  public Path s3Writing() {
    return folder.resolve("s3-writing");
  }

  public Path sqs() {
    return folder.resolve("sqs");
  }

  public Path table() {
    return folder.resolve("table");
  }

  public Path scratch() {
    return folder.resolve("scratch");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  /** In the form that AWS CLI and SDKs read where {@code AWS_SHARED_CREDENTIALS_FILE} names it. */
  public Path credentialsFile() {
    return folder.resolve("credentials");
  }

  Path farmFile() {
    return folder.resolve("farm.json");
  }

  Path lockFile() {
    return folder.resolve("lock");
  }

  Path holderFile() {
    return folder.resolve("lock.pid");
  }
}
