/** How the command line speaks: data on stdout, talk on stderr, exit codes. */
@NullMarked
package farm.sheaf.client.talk;

import org.jspecify.annotations.NullMarked;
