/**
 * Frames into film: finds ffmpeg, feeds it frame after frame through a pipe, and checks what came
 * out.
 *
 * <p>Start reading at {@link farm.sheaf.worker.film.FilmMaker}, which encodes, and {@link
 * farm.sheaf.worker.film.FilmJoin}, which joins.
 */
@NullMarked
package farm.sheaf.worker.film;

import org.jspecify.annotations.NullMarked;
