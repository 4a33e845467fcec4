/** The folder that a farm keeps its state in. */
@NullMarked
package farm.sheaf.local.home;

import org.jspecify.annotations.NullMarked;
