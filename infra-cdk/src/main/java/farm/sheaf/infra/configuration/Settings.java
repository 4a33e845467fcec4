package farm.sheaf.infra.configuration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What was said, as text by key; reading it names the key in every complaint. */
final class Settings {
  /** How many letters to change, add or drop. */
  private static final LevenshteinDistance LETTERS = LevenshteinDistance.getDefaultInstance();

  private final Map<String, String> said;

  /**
   * @throws ConfigurationException for a key that there is none of
   */
  Settings(Map<String, String> said) {
    this.said = Map.copyOf(said);
    List<String> known = Arrays.stream(Key.values()).map(Key::word).toList();
    said.keySet().stream()
        .filter(word -> !known.contains(word))
        .sorted()
        .findFirst()
        .ifPresent(
            word -> {
              throw new ConfigurationException(
                  "%s: there is no such key; the nearest is %s"
                      .formatted(word, nearest(word, known)));
            });
  }

  private static String nearest(String word, List<String> known) {
    return known.stream()
        .min(Comparator.comparing(candidate -> LETTERS.apply(word, candidate)))
        .orElseThrow();
  }

  <T> T read(Key key, Function<String, T> parse) {
    try {
      return parse.apply(said.getOrDefault(key.word(), key.defaultText()).strip());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(key.word() + ": " + e.getMessage());
    }
  }

  <E extends Enum<E>> E choice(Key key, Class<E> choices) {
    return read(
        key,
        text ->
            Arrays.stream(choices.getEnumConstants())
                .filter(choice -> word(choice).equals(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "\"%s\" is unknown; write %s"
                                .formatted(
                                    text,
                                    Arrays.stream(choices.getEnumConstants())
                                        .map(Settings::word)
                                        .collect(Collectors.joining(" or "))))));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The parts of a list with commas; none of an empty text. */
  <T> List<T> list(Key key, Function<String, T> parse) {
    return read(
        key,
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(parse)
                .toList());
  }
}
