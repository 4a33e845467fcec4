/** The farm's queues on SQS: leases on work, and events in batches. */
@NullMarked
package farm.sheaf.aws.queue;

import org.jspecify.annotations.NullMarked;
