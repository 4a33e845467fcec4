/** Frame numbers: sets of them, how people write them. */
@NullMarked
package farm.sheaf.core.frame;

import org.jspecify.annotations.NullMarked;
