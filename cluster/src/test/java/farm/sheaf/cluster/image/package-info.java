/** The worker's image, really built and really run, with podman and runc. */
@NullMarked
package farm.sheaf.cluster.image;

import org.jspecify.annotations.NullMarked;
