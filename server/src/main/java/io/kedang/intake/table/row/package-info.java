/// What every format delivers: physical rows, and what is wrong with a file or a row.
@NullMarked
package io.kedang.intake.table.row;

import org.jspecify.annotations.NullMarked;
