/**
 * What the use cases and the workers need of the outside: the farm's only layer towards its table,
 * buckets and queues. The adapters implement these directly; tests bind them to fakes.
 */
@NullMarked
package farm.sheaf.core.port;

import org.jspecify.annotations.NullMarked;
