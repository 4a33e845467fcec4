/**
 * Frames into film: finds ffmpeg, feeds it frame after frame through a pipe, and checks what came
 * out.
 *
 * <p>Start reading at {@link farm.sheaf.worker.film.FilmMaker}.
 */
@NullMarked
package farm.sheaf.worker.film;

import org.jspecify.annotations.NullMarked;
