/** A farm's way into an account and out of it again, as steps that can each be repeated. */
@NullMarked
package farm.sheaf.deploy;

import org.jspecify.annotations.NullMarked;
