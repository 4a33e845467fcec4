/**
 * Whether a rendered image is whole. A frame counts because its object exists, so no broken image
 * may ever become one.
 *
 * <p>Start reading at {@link farm.sheaf.worker.image.FrameCheck}.
 */
@NullMarked
package farm.sheaf.worker.image;

import org.jspecify.annotations.NullMarked;
