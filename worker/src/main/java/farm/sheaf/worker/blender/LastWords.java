package farm.sheaf.worker.blender;

import farm.sheaf.core.job.FailureKind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Puts a failure into words: what happened, what Blender last said, what to do. */
final class LastWords {
  private static final int SHOWN = 4;
  private static final int LOOKED_AT = 20;

  /** Lines that come with every render and tell nothing of a failure. */
  private static final Pattern CHATTER =
      Pattern.compile(
          "\\s*|Fra:.*|Saved: .*|\\s*Time: .*|Blender [0-9.]+.*|Blender quit|Read blend: .*|Info:"
              + " .*|sheaf-mark-.*");

  private static final List<String> EXHAUSTED =
      List.of(
          "out of memory",
          "out of gpu memory",
          "bad_alloc",
          "malloc returns null",
          "calloc returns null",
          "cannot allocate memory",
          "no space left on device");

  /** What Cycles says when the device that it was given has gone. */
  private static final List<String> LACKING =
      List.of("found no cycles device of the specified type");

  private LastWords() {}

  /** The last lines that tell something. */
  static List<String> telling(List<String> lines) {
    List<String> all =
        lines.stream().filter(line -> !CHATTER.matcher(line).matches()).map(String::strip).toList();
    return all.subList(Math.max(0, all.size() - SHOWN), all.size());
  }

  /**
   * A failure's kind, which is {@link FailureKind#RESOURCE} where memory or disk ran out, and
   * {@link FailureKind#WORKER} where the GPU is not there any more.
   */
  static FailureKind kind(FailureKind said, String message, List<String> lines) {
    List<String> recent = lines.subList(Math.max(0, lines.size() - LOOKED_AT), lines.size());
    String words = (message + "\n" + String.join("\n", recent)).toLowerCase(Locale.ROOT);
    if (LACKING.stream().anyMatch(words::contains)) {
      return FailureKind.WORKER;
    }
    return EXHAUSTED.stream().anyMatch(words::contains) ? FailureKind.RESOURCE : said;
  }

  /**
   * A message, with Blender's last lines unless they only repeat it.
   *
   * @param message what happened and what to do
   */
  static String message(String message, List<String> lines) {
    List<String> more =
        telling(lines).stream().filter(line -> !message.contains(line)).distinct().toList();
    return more.isEmpty()
        ? message
        : "%s. Blender's last lines: %s".formatted(message, String.join(" | ", more));
  }
}
