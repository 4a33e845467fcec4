/** How far a job has come, from snapshots to lines; all of it pure but the last step. */
@NullMarked
package farm.sheaf.client.progress;

import org.jspecify.annotations.NullMarked;
