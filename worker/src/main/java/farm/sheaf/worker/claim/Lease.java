package farm.sheaf.worker.claim;

import java.time.Duration;
import java.time.Instant;

/**
 * A lease as arithmetic over instants: when to renew it, when it counts as lost, when it ends for
 * good. {@link Heartbeat} does what this says.
 *
 * @param length how long it lasts without a renewal
 * @param receivedAt when the message was received
 * @param heldUntil the message is this worker's for sure until then
 * @param triedAt when the latest renewal was asked for; the receive counts as one
 */
record Lease(Duration length, Instant receivedAt, Instant heldUntil, Instant triedAt) {
  private static final int BEATS = 4;

  /** SQS lets one receive last 12 hours, all renewals together. */
  private static final Duration LONGEST = Duration.ofHours(12);

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Of a message that was received just now. */
  static Lease received(Duration length, Instant now) {
    return new Lease(length, now, now.plus(length), now);
  }

  /** How often a lease of this length is renewed. */
  static Duration beat(Duration length) {
    return length.dividedBy(BEATS);
  }

  /** When the next renewal is due, whether or not the one before succeeded. */
  Instant nextBeat() {
    return triedAt.plus(beat(length));
  }

  /** How much a renewal asks for: near the end less than the whole length, as SQS refuses more. */
  Duration extension(Instant now) {
    Duration left = Duration.between(now, receivedAt.plus(LONGEST));
    if (left.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return left.compareTo(length) < 0 ? left : length;
  }

  /** After a renewal that was asked for at this instant and granted. */
  Lease renewed(Instant asked) {
    return new Lease(length, receivedAt, asked.plus(extension(asked)), asked);
  }

  /** After a renewal that was asked for at this instant and not answered, which proves nothing. */
  Lease unanswered(Instant asked) {
    return new Lease(length, receivedAt, heldUntil, asked);
  }

  /** Whether the message may be another worker's: no renewal was granted for a whole length. */
  boolean lostAt(Instant now) {
    return !now.isBefore(heldUntil);
  }

  /** When its work must have gone back to the queue, since no renewal helps any more. */
  Instant end() {
    return receivedAt.plus(LONGEST).minus(length);
  }
}
