/** One class per AWS resource, and the codecs. The only module that knows the SDK. */
@NullMarked
package farm.sheaf.aws;

import org.jspecify.annotations.NullMarked;
