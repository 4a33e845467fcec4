/** What calls the functions as Lambda would: queues and the clock. */
@NullMarked
package farm.sheaf.local.trigger;

import org.jspecify.annotations.NullMarked;
