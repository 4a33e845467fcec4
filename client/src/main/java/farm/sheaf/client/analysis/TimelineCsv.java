package farm.sheaf.client.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A timeline as a table for other programs, one bar a line. */
public final class TimelineCsv {
  private TimelineCsv() {}

  public static String of(Timeline timeline) {
    List<String> lines = new ArrayList<>();
    lines.add("worker,kind,frame,attempt,start,end,seconds");
    for (Lane lane : timeline.lanes()) {
      for (Bar bar : lane.bars()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%s,%s,%.3f",
                lane.worker(),
                bar.kind().word(),
                bar.kind() == Bar.Kind.FRAME ? bar.frame() : "",
                bar.kind() == Bar.Kind.FRAME ? bar.attempt() : "",
                bar.start(),
                bar.end(),
                bar.length().toMillis() / 1_000.0));
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
