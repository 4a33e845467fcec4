/** The embedded SQS server and the farm's queues. */
@NullMarked
package farm.sheaf.local.sqs;

import org.jspecify.annotations.NullMarked;
