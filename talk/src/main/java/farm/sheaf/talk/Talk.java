package farm.sheaf.talk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** The two ways out: data on stdout for programs, talk on stderr for people. */
public final class Talk {
  private final PrintStream data;
  private final PrintStream people;
  private final Style style;
  private int rewritable;

  public Talk(PrintStream data, PrintStream people, Style style) {
    this.data = data;
    this.people = people;
    this.style = style;
  }

  public Style style() {
    return style;
  }

  /** A line of data. */
  public void data(String line) {
    clearRewritable();
    data.println(line);
    data.flush();
  }

  /** The one JSON document that {@code --json} promises. */
  public void json(JsonNode document) {
    data(Json.pretty(document));
  }

  /** A line for people. */
  public void say(String line) {
    clearRewritable();
    people.println(line);
    people.flush();
  }

  /** A line that the next one replaces; only on a terminal. */
  public void rewrite(String line) {
    if (style.rewrites()) {
      people.print("\r\u001b[K" + line);
      people.flush();
      rewritable = line.length();
    }
  }

  private void clearRewritable() {
    if (rewritable > 0) {
      people.print("\r\u001b[K");
      rewritable = 0;
    }
  }
}
