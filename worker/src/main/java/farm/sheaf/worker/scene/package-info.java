/**
 * The scene at hand: its file on this worker's disk, and the warm Blender that has it open.
 *
 * <p>Start reading at {@link farm.sheaf.worker.scene.WarmSession}.
 */
@NullMarked
package farm.sheaf.worker.scene;

import org.jspecify.annotations.NullMarked;
