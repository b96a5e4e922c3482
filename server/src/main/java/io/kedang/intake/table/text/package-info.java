/// Delimited text of any character set, separator, quote and escape, given or found out.
@NullMarked
package io.kedang.intake.table.text;

import org.jspecify.annotations.NullMarked;
