/** What tells people that something is wrong, or expensive. */
@NullMarked
package farm.sheaf.infra.guard;

import org.jspecify.annotations.NullMarked;
