/**
 * A worker's time-bound hold on a message: the heartbeat that renews it, and all that can end it
 * early.
 *
 * <p>Start reading at {@link farm.sheaf.worker.claim.Claim}.
 */
@NullMarked
package farm.sheaf.worker.claim;

import org.jspecify.annotations.NullMarked;
