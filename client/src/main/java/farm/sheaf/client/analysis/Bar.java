package farm.sheaf.client.analysis;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of a worker's time.
 *
 * @param frame that was rendered; 0 for what is not about one frame
 * @param attempt at the frame, from 1
 */
record Bar(Kind kind, int frame, int attempt, Instant start, Instant end) {
  /** What the time went into. */
  enum Kind {
    /**
     * From the first word of the job to its first frame's start: fetching and loading the scene.
     */
    LOADING("loading"),
    FRAME("frame"),
    FILM("film");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  Duration length() {
    return Duration.between(start, end);
  }
}
