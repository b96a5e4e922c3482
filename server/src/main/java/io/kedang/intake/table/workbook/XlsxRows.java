package io.kedang.intake.table.workbook;

import io.kedang.intake.table.row.Limits;
import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.RowFlaw;
import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamConstants;

/// The rows of one sheet in OOXML, read as a stream.
final class XlsxRows implements RowSource {
    private static final long ROWS = 1_048_576;

    /// Cells that a sheet may have, empty ones in the midst of rows included.
    private static final long CELLS = 400_000_000;

    private final Xml xml;
    private final SharedTexts texts;
    private final List<CellFormat> formats;
    private final boolean from1904;
    private final Map<Long, List<MergedRanges.Range>> merged;
    private final Spans spans = new Spans();

    private @Nullable RawRow pending;
    private long expected = 1;
    private long read;
    private long delivered;
    private boolean inData;
    private boolean ended;

    XlsxRows(
            Xml xml,
            SharedTexts texts,
            List<CellFormat> formats,
            boolean from1904,
            Map<Long, List<MergedRanges.Range>> merged) {
        this.xml = xml;
        this.texts = texts;
        this.formats = formats;
        this.from1904 = from1904;
        this.merged = merged;
    }

    /// Rows that the sheet leaves out are blank rows.
    @Override
    public @Nullable RawRow next() {
        if (pending == null) {
            pending = read();
            if (pending == null) {
                return null;
            }
        }
        var row = pending;
        if (expected < row.line()) {
            return spans.row(expected++, List.of(), List.of());
        }
        pending = null;
        expected = row.line() + 1;
        delivered += row.cells().size() + spans.size();
        if (delivered > CELLS) {
            throw new Refusal(TableProblem.UNPACKS_TOO_LARGE);
        }
        var filled = spans.row(row.line(), row.cells(), row.flaws());
        for (var range : merged.getOrDefault(row.line(), List.of())) {
            spans.open(range.column(), range.last(), row.cell(range.column()));
        }
        return filled;
    }

    private @Nullable RawRow read() {
        while (!ended) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (xml.is("sheetData")) {
                        inData = true;
                    } else if (inData && xml.is("row")) {
                        return readRow();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> ended = inData && xml.is("sheetData");
                case XMLStreamConstants.END_DOCUMENT -> ended = true;
                default -> {}
            }
        }
        return null;
    }

    private RawRow readRow() {
        read = Math.max(read + 1, xml.number("r", 0));
        if (read > ROWS) {
            throw new Refusal(TableProblem.CORRUPT);
        }
        var cells = new ArrayList<String>();
        var flaws = new ArrayList<RowFlaw>(0);
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.is("c")) {
                readCell(cells, flaws);
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.is("row")) {
                return RawRow.of(read, cells, flaws);
            } else if (event == XMLStreamConstants.END_DOCUMENT) {
                throw new Refusal(TableProblem.CORRUPT);
            }
        }
    }

    private void readCell(List<String> cells, List<RowFlaw> flaws) {
        var reference = xml.attribute("r");
        int column = reference == null ? cells.size() : column(reference);
        if (column >= Limits.COLUMNS) {
            throw new Refusal(TableProblem.TOO_MANY_COLUMNS, read, Limits.COLUMNS);
        }
        var type = xml.attribute("t", "n");
        int style = xml.number("s", 0);
        int end = xml.depth() - 1;
        boolean formula = false;
        boolean inValue = false;
        StringBuilder value = null;
        while (xml.depth() > end) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (xml.is("is")) {
                        value = new StringBuilder(SharedTexts.richText(xml));
                    } else {
                        formula |= xml.is("f");
                        inValue = xml.is("v");
                        if (inValue) {
                            value = new StringBuilder();
                        }
                    }
                }
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    if (inValue && value != null) {
                        XlsxText.append(value, xml.text());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> inValue = false;
                case XMLStreamConstants.END_DOCUMENT -> throw new Refusal(TableProblem.CORRUPT);
                default -> {}
            }
        }
        if (value == null && formula) {
            flaws.add(RowFlaw.of(TableProblem.FORMULA_WITHOUT_VALUE, column));
        }
        if (value != null && !value.isEmpty()) {
            put(cells, column, text(value.toString(), type, style, column, flaws));
        }
    }

    private static void put(List<String> cells, int column, String text) {
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, text);
    }

    private String text(String value, String type, int style, int column, List<RowFlaw> flaws) {
        return switch (type) {
            case "s" -> texts.get(index(value));
            case "str" -> XlsxText.unescape(value);
            case "inlineStr" -> value;
            case "b" -> String.valueOf(XlsxBook.isTrue(value.strip()));
            case "d" -> CellText.iso(value.strip());
            case "e" -> {
                flaws.add(RowFlaw.of(TableProblem.ERROR_VALUE, column, value));
                yield value;
            }
            default -> number(value.strip(), style, column, flaws);
        };
    }

    private static int index(String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new Refusal(TableProblem.CORRUPT);
        }
    }

    private String number(String value, int style, int column, List<RowFlaw> flaws) {
        var format = style >= 0 && style < formats.size() ? formats.get(style) : CellFormat.GENERAL;
        try {
            var number = CellText.number(value, format, from1904);
            if (number.digitsLost()) {
                flaws.add(RowFlaw.of(TableProblem.DIGITS_LOST, column, number.text()));
            }
            return number.text();
        } catch (NumberFormatException e) {
            return value;
        }
    }

    /// 0-based column of a reference such as AB12; far out when it is none.
    static int column(String reference) {
        int column = 0;
        int length = 0;
        for (; length < reference.length() && length < 4; length++) {
            int letter = reference.charAt(length) & ~0x20;
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + letter - 'A' + 1;
        }
        return length == 0 ? Limits.COLUMNS : column - 1;
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
