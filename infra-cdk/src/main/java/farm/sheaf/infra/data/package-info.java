/** What must outlive everything else: buckets, job table, queues, image repository. */
@NullMarked
package farm.sheaf.infra.data;

import org.jspecify.annotations.NullMarked;
