/// Reading any table: delimited text, workbooks and business cards become one stream of rows.
///
/// [io.kedang.intake.table.TableSource] is the door. The formats stand in rooms of their own below
/// (`text`, `workbook`, `vcard`); they deliver physical rows as [io.kedang.intake.table.row] has
/// them, and this package finds heading, data and what is neither. Plain Java, no Spring.
@NullMarked
package io.kedang.intake.table;

import org.jspecify.annotations.NullMarked;
