package farm.sheaf.core.farm;

/**
 * Kills whoever makes the n-th call of a port, once: before the call takes effect or after. What a
 * killed process did before stays done; what it was about to do is not done.
 */
final class Mortality extends Interruption {
  /** On which side of the call the process dies. */
  enum Side {
    BEFORE,
    AFTER
  }

  /** The process is gone; no handler of its own sees it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Side[] side;

  Mortality() {
    this(new Side[] {Side.AFTER});
  }

  private Mortality(Side[] side) {
    super(
        Integer.MAX_VALUE,
        () -> {
          if (side[0] == Side.BEFORE) {
            throw new Killed();
          }
        });
    this.side = side;
  }

  void killAtCall(int call, Side onWhichSide) {
    side[0] = onWhichSide;
    placeAt(call);
  }

  void spare() {
    placeAt(Integer.MAX_VALUE);
  }

  @Override
  void after() {
    throw new Killed();
  }
}
