/** What the use cases need of the outside. */
@NullMarked
package farm.sheaf.core.port;

import org.jspecify.annotations.NullMarked;
