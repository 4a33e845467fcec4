/** What the doctor makes of a cluster: facts are read from AWS, findings follow from facts. */
@NullMarked
package farm.sheaf.deploy.cluster.health;

import org.jspecify.annotations.NullMarked;
