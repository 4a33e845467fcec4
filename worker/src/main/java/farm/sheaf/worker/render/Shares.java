package farm.sheaf.worker.render;

import farm.sheaf.core.frame.FrameSet;
import java.util.ArrayList;
import java.util.List;

/** How the rest of a chunk that outlived its time is cut for other workers. */
final class Shares {
  private Shares() {}

  /**
   * As many frames in each as fit into the time: those that ended here within it. Where none did,
   * each frame by itself.
   *
   * @param ended frames that ended within the time
   */
  static List<FrameSet> of(FrameSet rest, int ended) {
    int each = Math.max(1, ended);
    List<FrameSet> shares = new ArrayList<>();
    for (int from = 0; from < rest.size(); from += each) {
      shares.add(rest.slice(from, Math.min(rest.size(), from + each)));
    }
    return shares;
  }
}
