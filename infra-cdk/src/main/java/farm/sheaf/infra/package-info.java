/** The CDK app: what a farm owns in an AWS account, as CloudFormation templates. */
@NullMarked
package farm.sheaf.infra;

import org.jspecify.annotations.NullMarked;
