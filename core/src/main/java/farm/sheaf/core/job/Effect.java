package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameBits;
import farm.sheaf.core.frame.FrameSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that a change of a job makes due in the world outside the job table. It is recorded
 * with that change, before it is done, and struck off after; so whoever finds it on record may do
 * it, and each may be done twice.
 */
public sealed interface Effect {
  /** Workers shall let runs below this one die. */
  record LetDie(int below) implements Effect {}

  /** The film goes, and the images of these frames; maybe none. */
  record Remove(FrameSet frames) implements Effect {}

  /** The run's tasks are sent, from this one to the last. */
  record SendTasks(int from) implements Effect {}

  /** These frames are sent once more, task by task. */
  record SendAgain(FrameSet frames) implements Effect {}

  /** The film's message is sent. */
  record SendFilm() implements Effect {}

  /** The job goes with all that it has. */
  record Erase() implements Effect {}

  /** Some effects as text, a line each. The frames of all lie within {@code whole}. */
  static String text(FrameSet whole, List<Effect> effects) {
    return effects.stream()
        .map(
            effect ->
                switch (effect) {
                  case LetDie(int below) -> "let-die " + below;
                  case Remove(FrameSet frames) -> "remove " + FrameBits.text(whole, frames);
                  case SendTasks(int from) -> "send-tasks " + from;
                  case SendAgain(FrameSet frames) -> "send-again " + FrameBits.text(whole, frames);
                  case SendFilm() -> "send-film ";
                  case Erase() -> "erase ";
                })
        .collect(Collectors.joining("\n"));
  }

  /**
   * Reads {@link #text} back.
   *
   * @throws IllegalArgumentException for an effect that this version does not know
   */
  static List<Effect> parse(FrameSet whole, String text) {
    return Arrays.stream(text.split("\n", -1))
        .filter(line -> !line.isEmpty())
        .map(line -> parseOne(whole, line))
        .toList();
  }

  private static Effect parseOne(FrameSet whole, String line) {
    String[] words = line.split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "let-die" -> new LetDie(Integer.parseInt(rest));
      case "remove" -> new Remove(FrameBits.parse(whole, rest));
      case "send-tasks" -> new SendTasks(Integer.parseInt(rest));
      case "send-again" -> new SendAgain(FrameBits.parse(whole, rest));
      case "send-film" -> new SendFilm();
      case "erase" -> new Erase();
      default -> throw new IllegalArgumentException("an unknown effect: " + line);
    };
  }
}
