/** The functions over HTTP, and the front of the first generation. */
@NullMarked
package farm.sheaf.local.http;

import org.jspecify.annotations.NullMarked;
