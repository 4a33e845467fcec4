package farm.sheaf.cluster.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where this machine's packages come from: a mirror that it is known to reach. */
final class AptSources {
  private static final String EVERYBODYS = "http://deb.debian.org/debian";
  private static final Path FOLDER = Path.of("/etc/apt");

  private AptSources() {}

  /** The mirror that has this suite's main part, by either form of apt's files. */
  static String mirror(String suite) {
    Pattern line =
        Pattern.compile(
            "(?m)^deb(?: \\[[^]]*])? +(\\S+) +%s +(?:\\S+ +)*main\\b.*$".formatted(suite));
    Pattern uris = Pattern.compile("(?m)^URIs: *(\\S+)");
    Pattern suites = Pattern.compile("(?m)^Suites:(?: +\\S+)* +%s(?: .*)?$".formatted(suite));
    for (Path file : files()) {
      String text = read(file);
      for (String part : text.split("\n\\s*\n", -1)) {
        Optional<String> found =
            file.toString().endsWith(".sources")
                ? suites.matcher(part).find() ? first(uris, part) : Optional.empty()
                : first(line, part);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    return EVERYBODYS;
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }

  private static List<Path> files() {
    Path more = FOLDER.resolve("sources.list.d");
    if (!Files.isDirectory(more)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(more)) {
      return Stream.concat(Stream.of(FOLDER.resolve("sources.list")), all.sorted())
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
