/** What was called against what the templates grant. */
@NullMarked
package farm.sheaf.conformance.permission;

import org.jspecify.annotations.NullMarked;
