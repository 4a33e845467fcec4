package farm.sheaf.client.progress;

import farm.sheaf.talk.Talk;
import java.util.ArrayList;
import java.util.List;

/** Tells a person of a job's progress as it comes: one living line, or a few lines in a log. */
public final class ProgressTalk {
  private static final int KEPT = 600;

  private final Talk talk;
  private final List<Snapshot> seen = new ArrayList<>();
  private int said = -1;

  public ProgressTalk(Talk talk) {
    this.talk = talk;
  }

  public void show(Snapshot snapshot) {
    if (seen.size() == KEPT) {
      seen.remove(1);
      said = Math.max(0, said - 1);
    }
    seen.add(snapshot);
    if (talk.style().rewrites()) {
      talk.rewrite(ProgressText.terminalLine(seen));
    } else if (said < 0 || ProgressText.worthSaying(seen.get(said), snapshot)) {
      talk.say(ProgressText.plainLine(seen));
      said = seen.size() - 1;
    }
  }
}
