/** Jobs, runs, tasks, their settings and their states. */
@NullMarked
package farm.sheaf.core.job;

import org.jspecify.annotations.NullMarked;
