package farm.sheaf.client.analysis;

import farm.sheaf.talk.Durations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A timeline as a drawing: a lane for each worker, a bar for each frame, time to the right. */
public final class TimelineSvg {
  private static final int WIDTH = 1_200;
  private static final int LEFT = 190;
  private static final int RIGHT = 24;
  private static final int TOP = 84;
  private static final int LANE = 34;
  private static final int BAR = 24;
  private static final int BOTTOM = 62;

  /** Narrower bars have no room for a number. */
  private static final double NUMBERED = 16;

  private final Timeline timeline;
  private final TimeAxis axis;
  private final StringBuilder out = new StringBuilder();

  private TimelineSvg(Timeline timeline) {
    this.timeline = timeline;
    this.axis = new TimeAxis(timeline.submitted(), timeline.whole(), LEFT, WIDTH - LEFT - RIGHT);
  }

  public static String of(Timeline timeline, Optional<SpeedUp> speedUp) {
    return new TimelineSvg(timeline).drawn(speedUp);
  }

  private String drawn(Optional<SpeedUp> speedUp) {
    int height = TOP + LANE * timeline.workers() + BOTTOM;
    line(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0"
                + " %1$d %2$d\" font-family=\"sans-serif\" font-size=\"12\">",
            WIDTH,
            height));
    line(
        String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height));
    line(
        String.format(
            Locale.ROOT,
            "<text x=\"20\" y=\"30\" font-size=\"18\" font-weight=\"bold\""
                + " fill=\"#1f2933\">%s</text>",
            escaped(timeline.jobId())));
    line(
        String.format(
            Locale.ROOT,
            "<text x=\"20\" y=\"52\" fill=\"#52606d\">%s</text>",
            escaped(summary(speedUp))));
    ticks(TOP + LANE * timeline.workers());
    List<Lane> lanes = timeline.lanes();
    for (int i = 0; i < lanes.size(); i++) {
      lane(lanes.get(i), TOP + LANE * i);
    }
    legend(height - 16);
    out.append("</svg>\n");
    return out.toString();
  }

  private String summary(Optional<SpeedUp> speedUp) {
    String text =
        "%d frames by %d worker%s in %s, of which %s waiting"
            .formatted(
                timeline.frames().size(),
                timeline.workers(),
                timeline.workers() == 1 ? "" : "s",
                Durations.said(timeline.whole()),
                Durations.said(timeline.waited()));
    return speedUp
        .map(
            than ->
                String.format(
                    Locale.ROOT,
                    "%s; one machine alone: %s; speed-up %.2f, efficiency %.0f %%",
                    text,
                    Durations.said(than.local()),
                    than.factor(),
                    100 * than.efficiency()))
        .orElse(text);
  }

  private void ticks(int bottom) {
    long step = axis.step();
    for (long second = 0; second <= axis.span().toSeconds(); second += step) {
      double x = axis.x(axis.start().plusSeconds(second));
      line(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#e4e7eb\"/>",
              x,
              TOP - 8,
              x,
              bottom));
      line(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#7b8794\">%s</text>",
              x,
              bottom + 18,
              axis.label(second)));
    }
  }

  private void lane(Lane lane, int y) {
    line(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#1f2933\">%s</text>",
            LEFT - 12,
            y + 16,
            escaped(shortened(lane.worker()))));
    line(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#f5f7fa\"/>",
            LEFT,
            y,
            WIDTH - LEFT - RIGHT,
            BAR));
    lane.bars().forEach(bar -> bar(bar, y));
  }

  private void bar(Bar bar, int y) {
    double x = axis.x(bar.start());
    double width = Math.max(1, axis.x(bar.end()) - x - 0.5);
    String what = bar.kind() == Bar.Kind.FRAME ? "frame " + bar.frame() : bar.kind().word();
    line(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%s, %.2f"
                + " s</title></rect>",
            x,
            y,
            width,
            BAR,
            colour(bar),
            what,
            bar.length().toMillis() / 1_000.0));
    if (bar.kind() == Bar.Kind.FRAME && width >= NUMBERED) {
      line(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"10\""
                  + " fill=\"#ffffff\">%d</text>",
              x + width / 2,
              y + 16,
              bar.frame()));
    }
  }

  private static String colour(Bar bar) {
    return switch (bar.kind()) {
      case LOADING -> "#cbd2d9";
      case FRAME -> bar.attempt() > 1 ? "#de911d" : "#2b6cb0";
      case FILM -> "#3f9142";
    };
  }

  private void legend(int y) {
    String[][] entries = {
      {"#cbd2d9", "loading the scene"},
      {"#2b6cb0", "a frame"},
      {"#de911d", "a frame, tried again"},
      {"#3f9142", "making the film"}
    };
    int x = LEFT;
    for (String[] each : entries) {
      line(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>",
              x,
              y - 10,
              each[0]));
      line(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" fill=\"#52606d\">%s</text>",
              x + 18,
              y,
              each[1]));
      x += 160;
    }
  }

  private static String shortened(String worker) {
    return worker.length() <= 24 ? worker : "…" + worker.substring(worker.length() - 23);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
