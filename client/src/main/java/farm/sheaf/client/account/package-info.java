/** How the command line reaches an AWS account: region, credentials, and what refusals mean. */
@NullMarked
package farm.sheaf.client.account;

import org.jspecify.annotations.NullMarked;
