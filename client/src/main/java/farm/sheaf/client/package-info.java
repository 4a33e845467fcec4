/** The command line's entry point. */
@NullMarked
package farm.sheaf.client;

import org.jspecify.annotations.NullMarked;
