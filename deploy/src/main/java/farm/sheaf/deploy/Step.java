package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;

/**
 * One thing that a deployment or a removal sees to. A step finds out by itself what is left to do,
 * so that after a failure the whole list is simply run again.
 */
public interface Step {
  /** What it sees to, in a few words. */
  String title();

  /** Whether anything is left to do; it changes nothing. */
  Look look();

  /**
   * Does what is left to do.
   *
   * @return what there is now, in a few words
   * @throws Problem when it cannot, saying what to do
   */
  String run();

  /** What a look has shown. */
  sealed interface Look {
    /**
     * Nothing is left to do.
     *
     * @param detail what is there, in a few words
     */
    record Done(String detail) implements Look {}

    /**
     * This was a check, and all is well.
     *
     * @param detail what was found, in a few words
     */
    record Fine(String detail) implements Look {}

    /** Something is, or it takes the run itself to find out. */
    record Needed() implements Look {}
  }
}
