/**
 * The workers' cluster as it is seen from outside: what it is set up to be, and what runs on it.
 */
@NullMarked
package farm.sheaf.deploy.cluster;

import org.jspecify.annotations.NullMarked;
