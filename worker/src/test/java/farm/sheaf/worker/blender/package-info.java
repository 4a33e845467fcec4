/** Tests with a real Blender, and the scenes that they and other modules' tests render. */
@NullMarked
package farm.sheaf.worker.blender;

import org.jspecify.annotations.NullMarked;
