package farm.sheaf.worker;

import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.Pool;
import farm.sheaf.worker.blender.CyclesDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the command line says. */
record Options(WorkerId id, Pool pool, Programs programs, Times times, Attachment attachment) {
  static final String USAGE =
      """
      usage: worker [options]
        --id ID              the worker's name; must not be used twice (default: made up)
        --pool NAME          whose queue it serves (default: cpu)
        --blender FILE       the Blender to use (default: SHEAF_BLENDER, PATH, the usual folders)
        --ffmpeg FILE        the ffmpeg to use (default: SHEAF_FFMPEG, PATH)
        --scratch DIR        where scenes and frames pass through (default: in the temporary folder)
        --lease 2m           how long a message is this worker's without a heartbeat
        --poll 20s           how long one look into the queue lasts, at most 20s
        --grace 60s          how long the frame in work may take after SIGTERM
        --chunk-time 60s     how long a chunk may take before frames that nobody has begun go to other
                             workers; none: as long as it takes
        --idle-exit TIME     end, with status 0, when the queue gave nothing for so long (default: never)
        --cycles-device NAME what Cycles computes on: CPU, CUDA, OPTIX, HIP, ONEAPI or METAL (default: the CPU)
        --launcher SOCKET    where sheaf-launcher listens, which starts Blender as another user;
                             needs --scratch, a folder that both reach by the same path
        --exit-with-parent   end at once, with Blender, when standard input ends
      """;

  private static final List<String> WITH_VALUE =
      List.of(
          "--id",
          "--pool",
          "--blender",
          "--ffmpeg",
          "--scratch",
          "--cycles-device",
          "--launcher",
          "--lease",
          "--poll",
          "--grace",
          "--chunk-time",
          "--idle-exit");
  private static final String EXIT_WITH_PARENT = "--exit-with-parent";
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

  /** What it runs, and where. */
  record Programs(
      Optional<Path> blender,
      Optional<CyclesDevice> device,
      Optional<Path> ffmpeg,
      Path scratch,
      Optional<Path> launcher) {}

  /** How long things take. */
  record Times(
      Duration lease,
      Duration poll,
      Duration grace,
      Optional<Duration> chunk,
      Optional<Duration> idleExit) {
    Times {
      atLeast("--lease", lease, Duration.ofSeconds(1));
      chunk.ifPresent(time -> atLeast("--chunk-time", time, Duration.ofSeconds(1)));
      if (poll.compareTo(Duration.ofSeconds(20)) > 0) {
        throw new UsageException("--poll: SQS waits at most 20s");
      }
    }

    private static void atLeast(String option, Duration value, Duration least) {
      if (value.compareTo(least) < 0) {
        throw new UsageException(
            "%s: it must be at least %ds".formatted(option, least.toSeconds()));
      }
    }
  }

  /** Whose life this worker's hangs on. */
  enum Attachment {
    NONE,
    PARENT
  }

  /**
   * Reads the command line.
   *
   * @throws UsageException saying what is wrong
   */
  static Options parse(List<String> arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    Attachment attachment = Attachment.NONE;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals(EXIT_WITH_PARENT)) {
        attachment = Attachment.PARENT;
      } else if (!WITH_VALUE.contains(argument)) {
        throw new UsageException("%s: there is no such option%n%s".formatted(argument, USAGE));
      } else if (++i == arguments.size()) {
        throw new UsageException("%s: its value is missing%n%s".formatted(argument, USAGE));
      } else {
        given.put(argument, arguments.get(i));
      }
    }
    return of(given, attachment);
  }

  private static Options of(Map<String, String> given, Attachment attachment) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "sheaf-worker");
    try {
      return new Options(
          Optional.ofNullable(given.get("--id")).map(WorkerId::new).orElseGet(WorkerId::fresh),
          new Pool(given.getOrDefault("--pool", Pool.CPU.name())),
          new Programs(
              Optional.ofNullable(given.get("--blender")).map(Path::of),
              Optional.ofNullable(given.get("--cycles-device")).map(Options::device),
              Optional.ofNullable(given.get("--ffmpeg")).map(Path::of),
              Optional.ofNullable(given.get("--scratch")).map(Path::of).orElse(temporary),
              launcher(given)),
          new Times(
              duration("--lease", given, "2m"),
              duration("--poll", given, "20s"),
              duration("--grace", given, "60s"),
              given.getOrDefault("--chunk-time", "").equals("none")
                  ? Optional.empty()
                  : Optional.of(duration("--chunk-time", given, "60s")),
              given.containsKey("--idle-exit")
                  ? Optional.of(duration("--idle-exit", given, ""))
                  : Optional.empty()),
          attachment);
    } catch (InvalidRequestException e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  private static CyclesDevice device(String text) {
    return Arrays.stream(CyclesDevice.values())
        .filter(device -> device.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--cycles-device: \"%s\" is unknown; write one of %s"
                        .formatted(text, Arrays.toString(CyclesDevice.values()))));
  }

  private static Optional<Path> launcher(Map<String, String> given) {
    if (given.containsKey("--launcher") && !given.containsKey("--scratch")) {
      throw new UsageException(
          "--launcher: name with --scratch the folder that the worker and the launcher share");
    }
    return Optional.ofNullable(given.get("--launcher")).map(Path::of);
  }

  private static Duration duration(String option, Map<String, String> given, String standard) {
    String text = given.getOrDefault(option, standard);
    Matcher m = DURATION.matcher(text);
    if (!m.matches()) {
      throw new UsageException(
          "%s: \"%s\" is not a time; write it like \"500ms\", \"20s\" or \"2m\""
              .formatted(option, text));
    }
    long count = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}
