package io.kedang.filing;

import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHeaderFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableCell.XWPFVertAlign;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/// A form as a document of Word: the same content in real tables. Lengths are in twips, 1/20 point.
final class FormDocx {
    private static final int PAGE_WIDTH = millimetres(210);
    private static final int PAGE_HEIGHT = millimetres(297);
    private static final int MARGIN = millimetres(20);
    private static final int WIDTH = PAGE_WIDTH - 2 * MARGIN;
    private static final int LABEL = millimetres(29);

    private static final String LATIN = "Arial";
    private static final String CHINESE = "Microsoft YaHei";
    private static final String SYMBOLS = "MS Gothic";
    private static final String TICKED = "\u2611 ";
    private static final String BOX = "\u2610 ";
    private static final String GREY = "F3F3F3";
    private static final String MARK = "808080";

    private final XWPFDocument document;

    private FormDocx(XWPFDocument document) {
        this.document = document;
    }

    static byte[] of(Form form, Locale locale) {
        try (var document = new XWPFDocument();
                var out = new ByteArrayOutputStream()) {
            new FormDocx(document).write(form, locale);
            document.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Form form, Locale locale) {
        fonts(locale);
        page();
        document.getProperties().getCoreProperties().setTitle(form.title());
        document.getProperties().getCoreProperties().setCreator("Kedang");
        var header = document.createHeader(HeaderFooterType.DEFAULT);
        ends(header, form.head(), "");
        mark(header, form.mark());
        var footer = document.createFooter(HeaderFooterType.DEFAULT);
        ends(footer, form.foot(), form.pages());
        mark(footer, form.mark());
        var title = document.createParagraph();
        title.setAlignment(ParagraphAlignment.CENTER);
        title.setSpacingAfter(200);
        run(title, form.title(), 18, true);
        for (var section : form.sections()) {
            if (!section.heading().isEmpty()) {
                var heading = document.createParagraph();
                heading.setSpacingBefore(180);
                heading.setSpacingAfter(60);
                heading.setKeepNext(true);
                run(heading, section.heading(), 11, true);
            }
            section.blocks().forEach(this::block);
        }
    }

    /// For the whole document, so that no run of text can lack a font for Chinese.
    private void fonts(Locale locale) {
        var fonts = CTFonts.Factory.newInstance();
        fonts.setAscii(LATIN);
        fonts.setHAnsi(LATIN);
        fonts.setCs(LATIN);
        fonts.setEastAsia(CHINESE);
        var styles = document.createStyles();
        styles.setDefaultFonts(fonts);
        styles.setEastAsia("zh-CN");
        styles.setSpellingLanguage(locale.getLanguage().equals("en") ? "en-US" : "zh-CN");
    }

    private void page() {
        var section = document.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(PAGE_WIDTH));
        size.setH(BigInteger.valueOf(PAGE_HEIGHT));
        var margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(MARGIN));
        margins.setBottom(BigInteger.valueOf(MARGIN));
        margins.setLeft(BigInteger.valueOf(MARGIN));
        margins.setRight(BigInteger.valueOf(MARGIN));
        margins.setHeader(BigInteger.valueOf(MARGIN / 2));
        margins.setFooter(BigInteger.valueOf(MARGIN / 2));
    }

    private static void mark(XWPFHeaderFooter place, String text) {
        if (!text.isEmpty()) {
            var paragraph = place.createParagraph();
            paragraph.setAlignment(ParagraphAlignment.CENTER);
            run(paragraph, text, 8, false).setColor(MARK);
        }
    }

    private static void ends(XWPFHeaderFooter place, Form.Ends ends, String pages) {
        var paragraph = place.createParagraph();
        var tabs = paragraph.getCTP().addNewPPr().addNewTabs();
        var middle = tabs.addNewTab();
        middle.setVal(STTabJc.CENTER);
        middle.setPos(BigInteger.valueOf(WIDTH / 2));
        var right = tabs.addNewTab();
        right.setVal(STTabJc.RIGHT);
        right.setPos(BigInteger.valueOf(WIDTH));
        run(paragraph, ends.left(), 8, false).addTab();
        pages(paragraph, pages);
        var last = run(paragraph, "", 8, false);
        last.addTab();
        last.setText(ends.right());
    }

    private static void pages(XWPFParagraph paragraph, String pages) {
        var rest = pages;
        for (var mark : List.of("{0}", "{1}")) {
            int at = rest.indexOf(mark);
            if (at >= 0) {
                run(paragraph, rest.substring(0, at), 8, false);
                field(paragraph, mark.equals("{0}") ? "PAGE" : "NUMPAGES");
                rest = rest.substring(at + mark.length());
            }
        }
        run(paragraph, rest, 8, false);
    }

    /// Word computes it when it opens the document.
    private static void field(XWPFParagraph paragraph, String name) {
        var field = paragraph.getCTP().addNewFldSimple();
        field.setInstr(name);
        var text = field.addNewR();
        text.addNewRPr().addNewSz().setVal(BigInteger.valueOf(16));
        text.addNewT().setStringValue("1");
    }

    private void block(Form.Block block) {
        switch (block) {
            case Form.Entries entries -> entries(entries);
            case Form.Grid grid -> grid(grid);
        }
    }

    private void entries(Form.Entries block) {
        int value = WIDTH / 2 - LABEL;
        var table = table(List.of(LABEL, value, LABEL, value));
        for (var entries : FormRows.of(block.entries())) {
            var row = row(table, table.getNumberOfRows());
            if (block.signed()) {
                row.setHeight(millimetres(8));
                row.setCantSplitRow(true);
            }
            boolean alone = entries.size() == 1;
            for (var entry : entries) {
                var label = cell(row, LABEL);
                label.setColor(GREY);
                write(label, entry.label(), Form.Align.LEFT, false, block.signed());
                var cell = cell(row, alone ? WIDTH - LABEL : value);
                if (alone) {
                    cell.getCTTc().getTcPr().addNewGridSpan().setVal(BigInteger.valueOf(3));
                }
                write(cell, entry.value(), block.signed());
            }
        }
        gap();
    }

    private static void write(XWPFTableCell cell, Form.Value value, boolean keep) {
        switch (value) {
            case Form.Text text -> write(cell, text.text(), Form.Align.LEFT, false, keep);
            case Form.Options options -> {
                var paragraph = paragraph(cell, Form.Align.LEFT, keep);
                for (var option : options.options()) {
                    var box = run(paragraph, option.chosen() ? TICKED : BOX, 9, false);
                    box.setFontFamily(SYMBOLS, XWPFRun.FontCharRange.eastAsia);
                    box.setFontFamily(SYMBOLS, XWPFRun.FontCharRange.ascii);
                    box.setFontFamily(SYMBOLS, XWPFRun.FontCharRange.hAnsi);
                    run(paragraph, option.label() + "   ", 9, option.chosen());
                }
            }
        }
    }

    private void grid(Form.Grid grid) {
        var widths = grid.columns().stream().map(column -> millimetres(column.width())).toList();
        var table = table(widths);
        var head = row(table, 0);
        head.setRepeatHeader(true);
        head.setCantSplitRow(true);
        for (int i = 0; i < widths.size(); i++) {
            var cell = cell(head, widths.get(i));
            cell.setColor(GREY);
            write(cell, grid.columns().get(i).heading(), Form.Align.CENTRE, false, true);
        }
        for (var texts : grid.rows()) {
            var row = row(table, table.getNumberOfRows());
            row.setCantSplitRow(true);
            for (int i = 0; i < widths.size(); i++) {
                var align = grid.columns().get(i).align();
                write(cell(row, widths.get(i)), texts.get(i), align, false, false);
            }
        }
        if (grid.note().isEmpty()) {
            gap();
        } else {
            run(document.createParagraph(), grid.note(), 8, false);
        }
    }

    // -- tables of POI -------------------------------------------------------------------------

    private XWPFTable table(List<Integer> widths) {
        var table = document.createTable(1, 1);
        table.removeRow(0);
        table.setWidthType(TableWidthType.DXA);
        table.setWidth(widths.stream().mapToInt(Integer::intValue).sum());
        table.getCTTbl().getTblPr().addNewTblLayout().setType(STTblLayoutType.FIXED);
        table.setCellMargins(40, 90, 40, 90);
        var columns = table.getCTTbl().addNewTblGrid();
        widths.forEach(width -> columns.addNewGridCol().setW(BigInteger.valueOf(width)));
        return table;
    }

    private static XWPFTableRow row(XWPFTable table, int at) {
        return table.insertNewTableRow(at);
    }

    private static XWPFTableCell cell(XWPFTableRow row, int width) {
        var cell = row.createCell();
        cell.setWidth(Integer.toString(width));
        cell.setVerticalAlignment(XWPFVertAlign.CENTER);
        return cell;
    }

    private static void write(
            XWPFTableCell cell, String text, Form.Align align, boolean bold, boolean keep) {
        var run = run(paragraph(cell, align, keep), "", 9, bold);
        var lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            run.setText(clean(lines[i]), i);
        }
    }

    private static XWPFParagraph paragraph(XWPFTableCell cell, Form.Align align, boolean keep) {
        var paragraph = cell.getParagraphs().getFirst();
        paragraph.setSpacingAfter(0);
        paragraph.setKeepNext(keep);
        paragraph.setAlignment(
                switch (align) {
                    case LEFT -> ParagraphAlignment.LEFT;
                    case CENTRE -> ParagraphAlignment.CENTER;
                    case RIGHT -> ParagraphAlignment.RIGHT;
                });
        return paragraph;
    }

    /// Word joins tables that nothing parts.
    private void gap() {
        var gap = document.createParagraph();
        gap.setSpacingAfter(0);
        run(gap, "", 4, false);
        gap.getCTP().getPPr().addNewRPr().addNewSz().setVal(BigInteger.valueOf(8));
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, int points, boolean bold) {
        var run = paragraph.createRun();
        run.setFontSize(points);
        run.setBold(bold);
        if (!text.isEmpty()) {
            run.setText(clean(text));
        }
        return run;
    }

    private static String clean(String text) {
        return text.codePoints()
                .filter(Html::isXml)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int millimetres(int length) {
        return Math.round(length * 1440 / 25.4f);
    }
}
