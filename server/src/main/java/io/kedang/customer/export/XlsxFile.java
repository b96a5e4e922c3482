package io.kedang.customer.export;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// One sheet with a bold, frozen head. Texts are string cells, which no spreadsheet program runs as
/// a formula; they stand in the sheet itself, so that no table of shared texts grows in memory.
final class XlsxFile implements TableFile {
    private static final int FLUSHED = 500;
    private static final double NARROWEST = 12;
    private static final double WIDEST = 40;

    private final Workbook book;
    private final Worksheet sheet;
    private int next;

    XlsxFile(OutputStream out, String title, List<String> headings) {
        book = new Workbook(out, "Kedang", "1.0");
        sheet = book.newWorksheet(title);
        sheet.freezePane(0, 1);
        for (int column = 0; column < headings.size(); column++) {
            var heading = headings.get(column);
            sheet.width(column, Math.clamp(2.0 * heading.length() + 6, NARROWEST, WIDEST));
            sheet.inlineString(0, column, heading);
            sheet.style(0, column).bold().set();
        }
        next = 1;
    }

    @Override
    public void row(List<@Nullable Object> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                case null -> {}
                case Number number -> sheet.value(next, column, number);
                case Object text -> sheet.inlineString(next, column, text.toString());
            }
        }
        next++;
        if (next % FLUSHED == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        book.finish();
    }
}
