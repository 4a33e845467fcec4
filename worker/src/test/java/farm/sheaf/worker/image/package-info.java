/** Images, whole and broken. */
@NullMarked
package farm.sheaf.worker.image;

import org.jspecify.annotations.NullMarked;
