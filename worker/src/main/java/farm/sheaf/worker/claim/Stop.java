package farm.sheaf.worker.claim;

/** Why work in hand must end at once. None of these is a failure. */
public enum Stop {
  /** No renewal was granted for a whole lease: another worker may have the message by now. */
  LEASE_LOST,
  /** The run was canceled, failed, or followed by another. */
  RUN_OVER,
  /** The worker's deadline is here but for the margin, or the end of all renewals is. */
  DEADLINE
}
