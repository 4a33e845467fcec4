/** The whole farm on one machine: real services, real handlers, real workers, real Blender. */
@NullMarked
package farm.sheaf.client.endtoend;

import org.jspecify.annotations.NullMarked;
