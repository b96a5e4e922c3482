package io.kedang.filing;

import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A form of one table as a sheet that prints as the PDF does: A4 across, one page wide, with its
/// head on every page. Every cell is a text, so that nothing of it can run as a formula.
final class FormXlsx {
    private static final double MILLIMETRES_PER_CHARACTER = 1.9;
    private static final int HEAD = 1;

    private FormXlsx() {}

    static byte[] of(Form form, Form.Grid grid) {
        try (var out = new ByteArrayOutputStream()) {
            var book = new Workbook(out, "Kedang", "1.0");
            book.properties().setTitle(form.title()).setDescription(form.mark());
            var sheet = book.newWorksheet(form.title());
            int last = grid.columns().size() - 1;
            sheet.paperSize(PaperSize.A4_PAPER);
            sheet.pageOrientation("landscape");
            sheet.setFitToPage(true);
            sheet.fitToWidth((short) 1);
            sheet.fitToHeight((short) 0);
            sheet.repeatRows(HEAD);
            sheet.freezePane(0, HEAD + 1);
            var mark = form.mark().replace("&", "&&");
            sheet.header(mark, Position.CENTER);
            sheet.footer(mark, Position.LEFT);
            sheet.footer(form.pages().replace("{0}", "&P").replace("{1}", "&N"), Position.RIGHT);
            sheet.inlineString(0, 0, form.title());
            sheet.style(0, 0).bold().fontSize(14).horizontalAlignment("center").set();
            sheet.range(0, 0, 0, last).merge();
            for (int i = 0; i <= last; i++) {
                var column = grid.columns().get(i);
                sheet.width(i, column.width() / MILLIMETRES_PER_CHARACTER);
                sheet.inlineString(HEAD, i, column.heading());
            }
            for (int row = 0; row < grid.rows().size(); row++) {
                var cells = grid.rows().get(row);
                for (int i = 0; i <= last; i++) {
                    sheet.inlineString(HEAD + 1 + row, i, cells.get(i));
                }
            }
            sheet.range(HEAD, 0, HEAD + grid.rows().size(), last)
                    .style()
                    .borderStyle(BorderStyle.THIN)
                    .verticalAlignment("center")
                    .wrapText(true)
                    .set();
            sheet.range(HEAD, 0, HEAD, last)
                    .style()
                    .bold()
                    .borderStyle(BorderStyle.THIN)
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .wrapText(true)
                    .fillColor("F3F3F3")
                    .set();
            book.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
