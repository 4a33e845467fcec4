/** The artist's own files: the scene that goes up and the film that comes back. */
@NullMarked
package farm.sheaf.client.scene;

import org.jspecify.annotations.NullMarked;
