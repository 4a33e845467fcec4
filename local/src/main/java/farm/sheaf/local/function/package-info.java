/** The very handlers of the functions, called as Lambda's runtime calls them. */
@NullMarked
package farm.sheaf.local.function;

import org.jspecify.annotations.NullMarked;
