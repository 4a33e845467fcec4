package farm.sheaf.client.job;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.talk.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job in a few lines for people. */
public final class JobProse {
  private static final int SHOWN = 5;

  private JobProse() {}

  /** The whole state: id, status, frames, why it waits or failed, warnings. */
  public static List<String> describe(JobDocument job, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s".formatted(style.bold(job.id()), painted(job, style)));
    lines.add("  file      " + job.file());
    lines.add("  frames    " + frames(job));
    if (!job.waiting().isEmpty()) {
      lines.add("  waiting   " + job.waiting());
    }
    if (!job.reason().isEmpty()) {
      lines.add("  reason    " + job.reason());
    }
    job.film().ifPresent(film -> lines.add("  film      " + film));
    job.framesAt().ifPresent(at -> lines.add("  images    " + at));
    lines.addAll(troubles(job, style));
    if (job.is(JobStatus.FAILED) || job.is(JobStatus.CANCELED)) {
      lines.add("  go on     ./sheaf requeue " + job.id());
    }
    return List.copyOf(lines);
  }

  /** The warnings and the failures, the first few of each. */
  public static List<String> troubles(JobDocument job, Style style) {
    List<String> lines = new ArrayList<>();
    for (String warning : job.warnings().stream().limit(SHOWN).toList()) {
      lines.add("  " + style.yellow("warning") + "   " + indented(warning));
    }
    more(job.warnings().size(), "warnings", lines);
    Map<Cause, FrameSet> causes = causes(job);
    causes.entrySet().stream()
        .limit(SHOWN)
        .forEach(each -> lines.add(failed(each.getKey(), each.getValue(), style)));
    more(causes.size(), "failures", lines);
    return List.copyOf(lines);
  }

  /** What frames that failed alike have in common. */
  private record Cause(String kind, String message, int attempts) {}

  private static Map<Cause, FrameSet> causes(JobDocument job) {
    Map<Cause, FrameSet> causes = new LinkedHashMap<>();
    for (JobDocument.Failure each : job.failures()) {
      FrameSet frame =
          each.frame().isEmpty() ? FrameSet.EMPTY : FrameSet.of(Integer.parseInt(each.frame()));
      causes.merge(new Cause(each.kind(), each.message(), each.attempts()), frame, FrameSet::union);
    }
    return causes;
  }

  private static String failed(Cause cause, FrameSet frames, Style style) {
    String where =
        switch (frames.size()) {
          case 0 -> "the job";
          case 1 -> "frame " + frames;
          default -> "frames " + frames;
        };
    String tries = cause.attempts() > 1 ? ", after %d tries".formatted(cause.attempts()) : "";
    return "  %s    %s (%s%s): %s"
        .formatted(style.red("failed"), where, cause.kind(), tries, indented(cause.message()));
  }

  private static String frames(JobDocument job) {
    String failed = job.failed() > 0 ? ", %d failed".formatted(job.failed()) : "";
    return "%s: %d of %d done%s".formatted(job.range(), job.done(), job.total(), failed);
  }

  private static String painted(JobDocument job, Style style) {
    String word = job.statusWord();
    if (job.is(JobStatus.COMPLETED)) {
      return style.green(word);
    }
    if (job.is(JobStatus.FAILED)) {
      return style.red(word);
    }
    return job.is(JobStatus.CANCELED) ? style.yellow(word) : word;
  }

  private static String indented(String text) {
    return text.strip().replace("\n", "\n            ");
  }

  private static void more(int size, String what, List<String> lines) {
    if (size > SHOWN) {
      lines.add("  ... and %d more %s (--json shows all)".formatted(size - SHOWN, what));
    }
  }
}
