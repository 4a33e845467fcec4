/** The names of all that a farm owns, and who may do what with it. */
@NullMarked
package farm.sheaf.infra.naming;

import org.jspecify.annotations.NullMarked;
