/** The farm as the command line sees it: a server to ask and buckets to fetch from. */
@NullMarked
package farm.sheaf.client.farm;

import org.jspecify.annotations.NullMarked;
