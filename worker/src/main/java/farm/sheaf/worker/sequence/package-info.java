/**
 * The end of a job: all of its frames become one film.
 *
 * <p>Start reading at {@link farm.sheaf.worker.sequence.SequenceRunner}.
 */
@NullMarked
package farm.sheaf.worker.sequence;

import org.jspecify.annotations.NullMarked;
