/** The three functions and what calls them. */
@NullMarked
package farm.sheaf.infra.function;

import org.jspecify.annotations.NullMarked;
