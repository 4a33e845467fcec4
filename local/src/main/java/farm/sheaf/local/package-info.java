/**
 * The farm in one JVM: embedded S3 and SQS, the SQL job store, the very handlers, worker processes.
 */
@NullMarked
package farm.sheaf.local;

import org.jspecify.annotations.NullMarked;
