/** The job store on one machine, in SQL. */
@NullMarked
package farm.sheaf.local.table;

import org.jspecify.annotations.NullMarked;
