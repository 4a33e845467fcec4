/** A whole farm on servers of any kind: its parts, its functions, its workers, its user. */
@NullMarked
package farm.sheaf.conformance.farm;

import org.jspecify.annotations.NullMarked;
