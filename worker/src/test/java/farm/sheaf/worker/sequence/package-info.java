/** Tests, named as sentences. */
@NullMarked
package farm.sheaf.worker.sequence;

import org.jspecify.annotations.NullMarked;
