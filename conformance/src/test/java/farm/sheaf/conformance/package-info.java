/** What a farm must do wherever it runs: one suite for every kind of server behind it. */
@NullMarked
package farm.sheaf.conformance;

import org.jspecify.annotations.NullMarked;
