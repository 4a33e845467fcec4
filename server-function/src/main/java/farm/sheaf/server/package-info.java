/** The Lambda that users invoke: submit, status, list, cancel, requeue, delete. */
@NullMarked
package farm.sheaf.server;

import org.jspecify.annotations.NullMarked;
