/** What functions take to start, and jobs of requests, for the figures in README and docs. */
@NullMarked
package farm.sheaf.conformance.bench;

import org.jspecify.annotations.NullMarked;
