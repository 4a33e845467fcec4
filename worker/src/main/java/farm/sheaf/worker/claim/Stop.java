package farm.sheaf.worker.claim;

/** Why work in hand must end at once. None of these is a failure. */
public enum Stop {
  /** No heartbeat succeeded for a whole lease: another worker may have the message by now. */
  LEASE_LOST,
  /** The run was canceled, failed, or followed by another. */
  RUN_OVER,
  /** The worker drains and the grace is over. */
  GRACE_OVER
}
