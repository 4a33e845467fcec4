/** The commands, one class each: read the words, call the farm, say what came of it. */
@NullMarked
package farm.sheaf.client.command;

import org.jspecify.annotations.NullMarked;
