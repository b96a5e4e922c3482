/// Workbooks (XLSX, XLS, ODS) as streams of rows whose cells have one stable text each.
@NullMarked
package io.kedang.intake.table.workbook;

import org.jspecify.annotations.NullMarked;
