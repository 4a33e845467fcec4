/**
 * The warm Blender: finds the program, opens a scene in it, and renders one frame after another.
 *
 * <p>A {@link farm.sheaf.worker.blender.Session} is one Blender process that keeps its scene
 * loaded. It runs {@code driver.py} (in this package's resources); the two talk JSON lines over a
 * Unix domain socket, because Blender and its add-ons print what they like on standard output.
 */
@NullMarked
package farm.sheaf.worker.blender;

import org.jspecify.annotations.NullMarked;
