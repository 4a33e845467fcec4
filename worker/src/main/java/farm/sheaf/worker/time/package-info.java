/** The time, as a worker reads it and lets itself be called by it; a test's own moves by hand. */
@NullMarked
package farm.sheaf.worker.time;

import org.jspecify.annotations.NullMarked;
