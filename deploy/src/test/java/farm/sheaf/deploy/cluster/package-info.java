@NullMarked
package farm.sheaf.deploy.cluster;

import org.jspecify.annotations.NullMarked;
