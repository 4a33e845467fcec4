/** What a .blend file's first bytes say. */
@NullMarked
package farm.sheaf.core.scene;

import org.jspecify.annotations.NullMarked;
