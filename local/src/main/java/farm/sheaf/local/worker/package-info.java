/** Workers as processes of their own. */
@NullMarked
package farm.sheaf.local.worker;

import org.jspecify.annotations.NullMarked;
