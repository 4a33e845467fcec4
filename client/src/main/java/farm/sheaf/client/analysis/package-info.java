/** What a job's time went into, from what its workers wrote. */
@NullMarked
package farm.sheaf.client.analysis;

import org.jspecify.annotations.NullMarked;
