/** The embedded S3 server, and the events that AWS would send of its objects. */
@NullMarked
package farm.sheaf.local.s3;

import org.jspecify.annotations.NullMarked;
