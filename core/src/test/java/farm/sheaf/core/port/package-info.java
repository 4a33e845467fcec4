/** The ports' contracts, which every implementation passes, and fakes that pass them too. */
@NullMarked
package farm.sheaf.core.port;

import org.jspecify.annotations.NullMarked;
