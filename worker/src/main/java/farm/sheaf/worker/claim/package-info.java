/**
 * A worker's time-bound hold on a message: what renews it, and all that can end it early.
 *
 * <p>{@link farm.sheaf.worker.claim.Lease} says when, {@link farm.sheaf.worker.claim.Heartbeat}
 * renews, {@link farm.sheaf.worker.claim.Claim} is what work sees of it.
 */
@NullMarked
package farm.sheaf.worker.claim;

import org.jspecify.annotations.NullMarked;
