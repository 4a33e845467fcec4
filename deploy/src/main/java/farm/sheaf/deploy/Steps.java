package farm.sheaf.deploy;

import farm.sheaf.talk.Durations;
import farm.sheaf.talk.Problem;
import farm.sheaf.talk.Talk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A numbered list of steps, told as they are done. What fails stops the list and says where.
 *
 * @param again what to type to go on
 */
public record Steps(Talk talk, InstantSource clock, String again) {
  /** What became of each step, by its title. */
  public Map<String, String> run(List<Step> steps) {
    Map<String, String> results = new LinkedHashMap<>();
    Progress progress = Progress.NOTHING_CHANGED;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      String number = "[%d/%d]".formatted(i + 1, steps.size());
      talk.rewrite(number + " " + step.title());
      try {
        String line;
        switch (step.look()) {
          case Step.Look.Fine(String detail) -> line = detail;
          case Step.Look.Done(String detail) -> line = detail + " (already there)";
          case Step.Look.Needed() -> {
            progress = Progress.BEGUN;
            line = timed(number, step);
          }
        }
        talk.say("%s %s: %s".formatted(number, step.title(), line));
        results.put(step.title(), line);
      } catch (Problem problem) {
        throw stopped(problem, number + " " + step.title(), progress);
      }
    }
    return results;
  }

  private String timed(String number, Step step) {
    if (!talk.style().rewrites()) {
      talk.say("%s %s ...".formatted(number, step.title()));
    }
    Instant start = clock.instant();
    String result = step.run();
    Duration taken = Duration.between(start, clock.instant());
    return taken.toSeconds() < 5 ? result : "%s (%s)".formatted(result, Durations.said(taken));
  }

  private Problem stopped(Problem problem, String where, Progress progress) {
    String kept =
        switch (progress) {
          case NOTHING_CHANGED -> "Nothing was changed.";
          case BEGUN ->
              "What is done stays. Once this is mended, the same command goes on from here:\n  "
                  + again;
        };
    return new Problem(
        problem.exit(), "%s failed.\n%s\n%s".formatted(where, problem.said(), kept), problem);
  }

  private enum Progress {
    NOTHING_CHANGED,
    BEGUN
  }
}
