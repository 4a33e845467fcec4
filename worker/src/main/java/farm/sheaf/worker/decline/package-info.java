/** What becomes of work that this worker cannot do, and another may. */
@NullMarked
package farm.sheaf.worker.decline;

import org.jspecify.annotations.NullMarked;
