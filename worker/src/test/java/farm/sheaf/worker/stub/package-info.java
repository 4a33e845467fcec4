/**
 * A renderer and a farm for tests, named as what they are: the renderer draws with Java instead of
 * Blender, the farm is in memory and fails when told.
 */
@NullMarked
package farm.sheaf.worker.stub;

import org.jspecify.annotations.NullMarked;
