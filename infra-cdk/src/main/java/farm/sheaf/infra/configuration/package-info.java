/** What a deployment may choose, and how it says so. */
@NullMarked
package farm.sheaf.infra.configuration;

import org.jspecify.annotations.NullMarked;
