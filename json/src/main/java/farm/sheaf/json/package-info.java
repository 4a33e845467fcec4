/** The JSON that travels: requests, work, events. One codec a kind of message. */
@NullMarked
package farm.sheaf.json;

import org.jspecify.annotations.NullMarked;
