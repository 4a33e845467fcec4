/** The functions as Lambda runs them: their packages on AWS's own runtime interface client. */
@NullMarked
package farm.sheaf.conformance.runtime;

import org.jspecify.annotations.NullMarked;
