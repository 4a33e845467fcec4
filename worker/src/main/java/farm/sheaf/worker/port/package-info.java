/**
 * What a worker needs of its farm, and no more: work, frames, films, and an ear. Adapters bind
 * these to the queues and buckets; tests bind them to fakes that fail when told.
 */
@NullMarked
package farm.sheaf.worker.port;

import org.jspecify.annotations.NullMarked;
