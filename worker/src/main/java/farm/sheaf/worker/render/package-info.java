/**
 * Frames of one message: rendered in order, checked and stored while the next one renders, sent
 * round again where that helps, and shared out among other workers when they take long.
 *
 * <p>Start reading at {@link farm.sheaf.worker.render.ChunkRunner}.
 */
@NullMarked
package farm.sheaf.worker.render;

import org.jspecify.annotations.NullMarked;
