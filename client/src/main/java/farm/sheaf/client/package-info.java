/** The command line. */
@NullMarked
package farm.sheaf.client;

import org.jspecify.annotations.NullMarked;
