/** The Lambda that turns worker events into readable logs, timings and failures. */
@NullMarked
package farm.sheaf.logger;

import org.jspecify.annotations.NullMarked;
