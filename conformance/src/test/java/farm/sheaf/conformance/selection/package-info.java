/** Which servers the suite runs against, and what came of it. */
@NullMarked
package farm.sheaf.conformance.selection;

import org.jspecify.annotations.NullMarked;
