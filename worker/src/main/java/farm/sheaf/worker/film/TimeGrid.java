package farm.sheaf.worker.film;

import farm.sheaf.core.job.FrameRate;

/**
 * The units of time of a film: every frame takes a whole number of them, so frame {@code n} begins
 * at exactly {@code n * step} at any rational rate. An MP4 counts time so (ISO/IEC 14496-12, {@code
 * mdhd}).
 *
 * @param scale units in a second
 * @param step units in a frame
 */
record TimeGrid(long scale, long step) {
  /**
   * A film's sound starts on this grid, too, so it is not coarser than a tenth of a millisecond.
   */
  private static final long FINE = 10_000;

  private static final long MICROS = 1_000_000;

  static TimeGrid of(FrameRate rate) {
    long scale = rate.numerator();
    long step = rate.denominator();
    while (scale < FINE) {
      scale *= 2;
      step *= 2;
    }
    return new TimeGrid(scale, step);
  }

  /** When the frame of this place begins, in microseconds, to the nearest. */
  long micros(long place) {
    return Math.round((double) place * step / scale * MICROS);
  }
}
