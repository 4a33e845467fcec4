/**
 * The JSON that travels: requests, work, events, the envelopes of Lambda and S3. One codec a kind
 * of message, which both writes and reads it.
 */
@NullMarked
package farm.sheaf.json;

import org.jspecify.annotations.NullMarked;
