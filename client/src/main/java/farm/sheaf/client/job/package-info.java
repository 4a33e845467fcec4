/** A job's document as the server answers it, and what is said about it to people. */
@NullMarked
package farm.sheaf.client.job;

import org.jspecify.annotations.NullMarked;
