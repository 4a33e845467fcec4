@NullMarked
package farm.sheaf.client.cluster;

import org.jspecify.annotations.NullMarked;
