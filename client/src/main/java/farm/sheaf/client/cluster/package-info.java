/** The workers' cluster as the client sees it: what it is set up to be, and what runs on it. */
@NullMarked
package farm.sheaf.client.cluster;

import org.jspecify.annotations.NullMarked;
