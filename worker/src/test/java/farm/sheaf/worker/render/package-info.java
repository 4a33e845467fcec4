/** Tests, named as sentences. */
@NullMarked
package farm.sheaf.worker.render;

import org.jspecify.annotations.NullMarked;
