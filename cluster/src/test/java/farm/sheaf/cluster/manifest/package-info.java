/** What the Kubernetes manifests say, read as strictly as the cluster would wish it did. */
@NullMarked
package farm.sheaf.cluster.manifest;

import org.jspecify.annotations.NullMarked;
