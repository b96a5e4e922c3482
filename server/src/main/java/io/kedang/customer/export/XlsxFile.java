package io.kedang.customer.export;

import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// One sheet with a bold, frozen head, and behind it one that says where it comes from: whatever
/// reads tables, our import among others, takes the first. Texts are string cells, which no
/// spreadsheet program runs as a formula; they stand in the sheet itself, so that no table of
/// shared texts grows in memory.
final class XlsxFile implements TableFile {
    private static final int FLUSHED = 500;
    private static final int NARROWEST = 8;
    private static final int WIDEST = 48;
    private static final int FIRST_OF_CHINESE = 0x2E80;

    private final Origin origin;
    private final Workbook book;
    private final Worksheet sheet;
    private final int[] widths;
    private int next;

    XlsxFile(OutputStream out, Origin origin, List<String> headings) {
        this.origin = origin;
        book = new Workbook(out, "Kedang", "1.0");
        book.properties().setTitle(origin.title()).setDescription(origin.mark());
        sheet = book.newWorksheet(origin.title());
        mark(sheet);
        sheet.freezePane(0, 1);
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(0);
        widths = new int[headings.size()];
        for (int column = 0; column < headings.size(); column++) {
            text(column, headings.get(column));
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
                case Object text -> text(column, text.toString());
            }
        }
        next++;
        if (next % FLUSHED == 0) {
            widen();
            sheet.flush();
        }
    }

    private void text(int column, String text) {
        sheet.inlineString(next, column, text);
        int room = text.codePoints().map(c -> c < FIRST_OF_CHINESE ? 1 : 2).sum();
        widths[column] = Math.max(widths[column], room);
    }

    /// As wide as what the first rows hold: later the columns have been written.
    private void widen() {
        for (int column = 0; column < widths.length && next <= FLUSHED; column++) {
            sheet.width(column, Math.clamp(widths[column] + 2, NARROWEST, WIDEST));
        }
    }

    @Override
    public void close() throws IOException {
        widen();
        sheet.finish();
        var about = book.newWorksheet(origin.sheet());
        mark(about);
        about.width(0, WIDEST);
        about.inlineString(0, 0, origin.mark());
        about.inlineString(1, 0, origin.notice());
        about.style(0, 0).bold().set();
        book.finish();
    }

    /// At the top and bottom of every printed page. `&` begins a code there.
    private void mark(Worksheet sheet) {
        var text = origin.mark().replace("&", "&&");
        sheet.header(text, Position.CENTER);
        sheet.footer(text, Position.CENTER);
    }
}
