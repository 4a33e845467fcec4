/** What travels between farm and worker: work and events. */
@NullMarked
package farm.sheaf.core.work;

import org.jspecify.annotations.NullMarked;
