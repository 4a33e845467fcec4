/** The workers' cluster and its network, removable without the rest. */
@NullMarked
package farm.sheaf.infra.cluster;

import org.jspecify.annotations.NullMarked;
