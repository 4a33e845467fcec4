/** How commands speak: data on stdout, talk on stderr, problems, findings, exit codes. */
@NullMarked
package farm.sheaf.talk;

import org.jspecify.annotations.NullMarked;
