/** The job table on DynamoDB. */
@NullMarked
package farm.sheaf.aws.table;

import org.jspecify.annotations.NullMarked;
