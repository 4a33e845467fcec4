/** What a worker calls an outage of the farm's buckets. */
@NullMarked
package farm.sheaf.worker.outage;

import org.jspecify.annotations.NullMarked;
