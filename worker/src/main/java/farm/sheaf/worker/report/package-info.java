/** What a worker tells: events for the farm, and one quiet log line each for whoever looks. */
@NullMarked
package farm.sheaf.worker.report;

import org.jspecify.annotations.NullMarked;
