package io.kedang.intake.table.workbook;

import io.kedang.intake.table.row.Limits;
import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.RowFlaw;
import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLStreamConstants;

/// The rows of one sheet in OpenDocument format, read as a stream. Repetitions, which may be a
/// million for the empty rest of a sheet, are counted, not unfolded; blank rows at the end are left
/// out.
final class OdsRows implements RowSource {
    /// Depth of the element `table` of a sheet; tables in cells lie deeper.
    static final int TABLE_DEPTH = 4;

    private static final long ROWS = 1_048_576;
    private static final long CELLS = 400_000_000;

    private final Xml xml;
    private final Spans spans = new Spans();

    private RawRow current = RawRow.of(0, List.of());
    private List<Opened> opened = List.of();
    private long line;
    private long gap;
    private long repeats;
    private long delivered;
    private boolean ended;

    private record Opened(int column, int rows, String value) {}

    OdsRows(Xml xml, int index) {
        this.xml = xml;
        for (int before = -1; before < index; ) {
            if (!xml.nextElement()) {
                ended = true;
                return;
            }
            if (xml.is("table") && xml.depth() == TABLE_DEPTH) {
                before++;
            }
        }
    }

    @Override
    public @Nullable RawRow next() {
        if (gap == 0 && repeats == 0 && !read()) {
            return null;
        }
        line++;
        if (gap > 0) {
            gap--;
            return spans.row(line, List.of(), List.of());
        }
        repeats--;
        delivered += current.cells().size() + spans.size();
        if (delivered > CELLS) {
            throw new Refusal(TableProblem.UNPACKS_TOO_LARGE);
        }
        var row = spans.row(line, current.cells(), current.flaws());
        for (var span : opened) {
            spans.open(span.column(), line + span.rows() - 1, span.value());
        }
        return row;
    }

    /// Goes to the next row that is not blank; the blank ones before it are the gap.
    private boolean read() {
        while (!ended) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_DOCUMENT
                    || event == XMLStreamConstants.END_ELEMENT
                            && xml.is("table")
                            && xml.depth() == TABLE_DEPTH - 1) {
                ended = true;
            } else if (event == XMLStreamConstants.START_ELEMENT && xml.is("table-row")) {
                long times = Math.max(1, xml.number("number-rows-repeated", 1));
                readRow();
                if (current.isBlank()) {
                    gap += times;
                } else if (line + gap + times > ROWS) {
                    throw new Refusal(TableProblem.UNPACKS_TOO_LARGE);
                } else {
                    repeats = times;
                    return true;
                }
            }
        }
        gap = 0;
        return false;
    }

    private void readRow() {
        var cells = new ArrayList<String>();
        var flaws = new ArrayList<RowFlaw>(0);
        var spanned = new ArrayList<Opened>(0);
        int end = xml.depth() - 1;
        int column = 0;
        while (xml.depth() > end) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_DOCUMENT) {
                throw new Refusal(TableProblem.CORRUPT);
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && (xml.is("table-cell") || xml.is("covered-table-cell"))) {
                int times = Math.max(1, xml.number("number-columns-repeated", 1));
                int rows = xml.number("number-rows-spanned", 1);
                var value = value(column, flaws);
                if (!value.isBlank()) {
                    if (column + times > Limits.COLUMNS) {
                        throw new Refusal(
                                TableProblem.TOO_MANY_COLUMNS, line + gap + 1, Limits.COLUMNS);
                    }
                    while (cells.size() < column) {
                        cells.add("");
                    }
                    for (int i = 0; i < times; i++) {
                        cells.add(value);
                    }
                    if (rows > 1) {
                        spanned.add(new Opened(column, rows, value));
                    }
                }
                column = Math.min(column + times, Limits.COLUMNS);
            }
        }
        current = RawRow.of(0, cells, flaws);
        opened = spanned;
    }

    /// The value of the cell that was just entered; leaves the reader at its end.
    private String value(int column, List<RowFlaw> flaws) {
        var type = xml.attribute("value-type", "");
        var number = xml.attribute("value", "");
        var date = xml.attribute("date-value", "");
        var time = xml.attribute("time-value", "");
        var truth = xml.attribute("boolean-value", "");
        boolean error = xml.name().equals("table-cell") && isError();
        var text = text();
        if (error) {
            flaws.add(RowFlaw.of(TableProblem.ERROR_VALUE, column, text));
            return text;
        }
        return switch (type) {
            case "float", "percentage", "currency" -> number(number, column, flaws);
            case "date" -> CellText.iso(date);
            case "time" -> time(time);
            case "boolean" -> truth;
            default -> text;
        };
    }

    /// LibreOffice gives a failed formula the type string, and says error in its own namespace.
    private boolean isError() {
        return xml.hasAttribute("value-type", "error");
    }

    private static String number(String raw, int column, List<RowFlaw> flaws) {
        try {
            var number = CellText.number(raw, CellFormat.GENERAL, false);
            if (number.digitsLost()) {
                flaws.add(RowFlaw.of(TableProblem.DIGITS_LOST, column, number.text()));
            }
            return number.text();
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    private static String time(String raw) {
        try {
            return CellText.clock(Duration.parse(raw));
        } catch (DateTimeParseException | ArithmeticException e) {
            return raw;
        }
    }

    /// Paragraphs become lines; notes at the cell are left out.
    private String text() {
        var text = new StringBuilder();
        int end = xml.depth() - 1;
        int note = Integer.MAX_VALUE;
        int paragraphs = 0;
        int inside = Integer.MAX_VALUE;
        while (xml.depth() > end) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (xml.is("annotation")) {
                        note = Math.min(note, xml.depth());
                    } else if (xml.depth() < note) {
                        if (xml.is("p")) {
                            paragraphs++;
                            inside = Math.min(inside, xml.depth());
                        }
                        XlsxText.append(text, mark(paragraphs));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    note = xml.depth() < note ? Integer.MAX_VALUE : note;
                    inside = xml.depth() < inside ? Integer.MAX_VALUE : inside;
                }
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    if (xml.depth() < note && xml.depth() >= inside) {
                        XlsxText.append(text, xml.text());
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw new Refusal(TableProblem.CORRUPT);
                default -> {}
            }
        }
        return text.toString();
    }

    private String mark(int paragraphs) {
        return switch (xml.name()) {
            case "p" -> paragraphs > 1 ? "\n" : "";
            case "s" -> " ".repeat(Math.clamp(xml.number("c", 1), 0, 1000));
            case "tab" -> "\t";
            case "line-break" -> "\n";
            default -> "";
        };
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
