/** The Lambda that learns of frames, films and dead letters, and sweeps every minute. */
@NullMarked
package farm.sheaf.watcher;

import org.jspecify.annotations.NullMarked;
