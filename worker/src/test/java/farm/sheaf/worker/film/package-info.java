/** Films, with a real ffmpeg and drawn frames. */
@NullMarked
package farm.sheaf.worker.film;

import org.jspecify.annotations.NullMarked;
