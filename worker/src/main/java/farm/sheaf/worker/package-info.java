/** Takes work from the queue, renders with a warm Blender, sequences with ffmpeg. */
@NullMarked
package farm.sheaf.worker;

import org.jspecify.annotations.NullMarked;
