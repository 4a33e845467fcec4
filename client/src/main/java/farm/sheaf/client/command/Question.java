package farm.sheaf.client.command;

import farm.sheaf.talk.Problem;
import farm.sheaf.talk.Talk;
import java.io.Console;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a person to type a word before something is done that cannot be undone.
 *
 * @param answers empty where nobody sits at a keyboard
 */
record Question(Talk talk, Supplier<Optional<String>> answers) {
  /** At this process's own keyboard. */
  static Question real(Talk talk) {
    return new Question(
        talk,
        () ->
            Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .flatMap(keyboard -> Optional.ofNullable(keyboard.readLine())));
  }

  /** Returns if the word was typed. */
  void confirm(String word) {
    talk.say("Type %s to go on:".formatted(word));
    String typed =
        answers
            .get()
            .orElseThrow(
                () ->
                    Problem.usage(
                        "Nobody is here to ask, and without a word nothing is removed.\n"
                            + "Add --yes where that is what you want."));
    if (!typed.strip().equals(word)) {
      throw Problem.usage("That was \"%s\"; nothing was removed.".formatted(typed.strip()));
    }
  }
}
