/** What this machine has to have: Blender, ffmpeg, room, ports; and how to get what is missing. */
@NullMarked
package farm.sheaf.client.machine;

import org.jspecify.annotations.NullMarked;
