/** How long functions take to start, for the figures in README. */
@NullMarked
package farm.sheaf.conformance.bench;

import org.jspecify.annotations.NullMarked;
