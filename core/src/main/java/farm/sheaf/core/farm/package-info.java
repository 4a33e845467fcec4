/** The use cases: one verb a class. */
@NullMarked
package farm.sheaf.core.farm;

import org.jspecify.annotations.NullMarked;
