/**
 * The way into an AWS account: region and credentials, which farms are there, and what refusals
 * mean.
 */
@NullMarked
package farm.sheaf.account;

import org.jspecify.annotations.NullMarked;
