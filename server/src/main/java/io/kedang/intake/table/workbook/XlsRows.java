package io.kedang.intake.table.workbook;

import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.RowFlaw;
import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableProblem;

import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.MulRKRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.RKRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The rows of one sheet of an [XlsBook], put together from its cell records.
final class XlsRows implements RowSource {
    private final XlsBook book;
    private final Supplier<@Nullable Record> records;
    private final Map<Integer, List<MergedRanges.Range>> merged;
    private final Spans spans = new Spans();

    private @Nullable RawRow pending;
    private List<String> cells = new ArrayList<>();
    private List<RowFlaw> flaws = new ArrayList<>();
    private int row = -1;
    private int textColumn = -1;
    private int depth = 1;
    private long expected = 1;
    private boolean ended;

    /// @param order of the sheet among the sheets in the file
    XlsRows(XlsBook book, int order, boolean spans) throws IOException {
        this.book = book;
        this.merged = spans ? merged(book, order) : Map.of();
        this.records = sheet(book, order);
    }

    /// The records behind the beginning of a sheet.
    private static Supplier<@Nullable Record> sheet(XlsBook book, int order) throws IOException {
        var records = book.records();
        int depth = 0;
        int before = -1;
        for (var record = records.get(); record != null; record = records.get()) {
            if (record instanceof BOFRecord && ++depth == 1 && ++before > order) {
                return records;
            }
            if (record instanceof EOFRecord) {
                depth--;
            }
        }
        return () -> null;
    }

    private static Map<Integer, List<MergedRanges.Range>> merged(XlsBook book, int order)
            throws IOException {
        var ranges = new HashMap<Integer, List<MergedRanges.Range>>();
        var records = sheet(book, order);
        int depth = 1;
        for (var record = records.get(); record != null && depth > 0; record = records.get()) {
            if (record instanceof BOFRecord) {
                depth++;
            } else if (record instanceof EOFRecord) {
                depth--;
            } else if (record instanceof MergeCellsRecord merge) {
                for (int i = 0; i < merge.getNumAreas(); i++) {
                    var area = merge.getAreaAt(i);
                    if (area.getLastRow() > area.getFirstRow()) {
                        ranges.computeIfAbsent(area.getFirstRow(), first -> new ArrayList<>(1))
                                .add(
                                        new MergedRanges.Range(
                                                area.getFirstColumn(), area.getLastRow() + 1L));
                    }
                }
            }
        }
        return ranges;
    }

    /// Rows that the sheet leaves out are blank rows.
    @Override
    public @Nullable RawRow next() {
        if (pending == null) {
            pending = XlsBook.guarded(() -> Optional.ofNullable(read())).orElse(null);
            if (pending == null) {
                return null;
            }
        }
        var read = pending;
        if (expected < read.line()) {
            return spans.row(expected++, List.of(), List.of());
        }
        pending = null;
        expected = read.line() + 1;
        var filled = spans.row(read.line(), read.cells(), read.flaws());
        for (var range : merged.getOrDefault((int) read.line() - 1, List.of())) {
            spans.open(range.column(), range.last(), read.cell(range.column()));
        }
        return filled;
    }

    private @Nullable RawRow read() {
        while (!ended) {
            var record = records.get();
            if (record == null || record instanceof EOFRecord && --depth == 0) {
                ended = true;
                return finished(-1);
            }
            if (record instanceof BOFRecord) {
                depth++;
            } else if (depth == 1) {
                var finished = finished(rowOf(record));
                add(record);
                if (finished != null) {
                    return finished;
                }
            }
        }
        return null;
    }

    private int rowOf(Record record) {
        return switch (record) {
            case MulRKRecord many -> many.getRow();
            case CellRecord cell -> cell.getRow();
            case CellValueRecordInterface cell -> cell.getRow();
            default -> row;
        };
    }

    /// The row that was put together, when the next record belongs to another one.
    private @Nullable RawRow finished(int nextRow) {
        if (nextRow == row) {
            return null;
        }
        var done = row < 0 ? null : RawRow.of(row + 1L, cells, flaws);
        row = nextRow;
        cells = new ArrayList<>();
        flaws = new ArrayList<>(0);
        return done;
    }

    private void add(Record record) {
        switch (record) {
            case LabelSSTRecord text -> put(text.getColumn(), book.text(text.getSSTIndex()));
            case LabelRecord text -> put(text.getColumn(), text.getValue());
            case NumberRecord number ->
                    number(number.getColumn(), number.getXFIndex(), number.getValue());
            case RKRecord number ->
                    number(number.getColumn(), number.getXFIndex(), number.getRKNumber());
            case MulRKRecord many -> {
                for (int i = 0; i < many.getNumColumns(); i++) {
                    int column = many.getFirstColumn() + i;
                    number(column, many.getXFAt(i), many.getRKNumberAt(i));
                }
            }
            case BoolErrRecord value -> {
                if (value.isBoolean()) {
                    put(value.getColumn(), String.valueOf(value.getBooleanValue()));
                } else {
                    error(value.getColumn(), value.getErrorValue());
                }
            }
            case FormulaRecord formula -> formula(formula);
            case StringRecord text -> {
                if (textColumn >= 0) {
                    put(textColumn, text.getString());
                }
                textColumn = -1;
            }
            default -> {}
        }
    }

    private void formula(FormulaRecord formula) {
        int column = formula.getColumn();
        if (formula.hasCachedResultString()) {
            textColumn = column;
            return;
        }
        var type = formula.getCachedResultTypeEnum();
        if (type == CellType.BOOLEAN) {
            put(column, String.valueOf(formula.getCachedBooleanValue()));
        } else if (type == CellType.ERROR) {
            error(column, formula.getCachedErrorValue());
        } else if (type == CellType.NUMERIC) {
            number(column, formula.getXFIndex(), formula.getValue());
        }
    }

    private void error(int column, int code) {
        var text = FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#?";
        flaws.add(RowFlaw.of(TableProblem.ERROR_VALUE, column, text));
        put(column, text);
    }

    private void number(int column, int style, double value) {
        var number = CellText.number(value, book.format(style), book.from1904());
        if (number.digitsLost()) {
            flaws.add(RowFlaw.of(TableProblem.DIGITS_LOST, column, number.text()));
        }
        put(column, number.text());
    }

    private void put(int column, String text) {
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, text);
    }

    @Override
    public void close() {}
}
