/** The farm's buckets on S3: scenes and films, frames, logs. */
@NullMarked
package farm.sheaf.aws.bucket;

import org.jspecify.annotations.NullMarked;
