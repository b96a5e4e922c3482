package io.kedang.intake.table;

import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.RowFlaw;
import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// The data rows of one table, one at a time; memory does not grow with their number.
///
/// Every row of the file is accounted for: it is delivered, stands in the heading, or is counted
/// in [#leftOut()]. Not for several threads.
public final class TableReader implements AutoCloseable {
    private static final int SAMPLE = 200;
    private static final double MOST = 0.8;

    /// Why a row of the file is no row of the table.
    public enum LeftOut {
        PREAMBLE,
        BLANK,
        FOOTNOTE,
        OTHER_TABLE
    }

    /// @param line where its heading stands
    public record OtherTable(int number, long line, List<String> heading) {}

    private final Lookahead rows;
    private final boolean text;
    private final int wanted;
    private final TableShape shape;
    private final @Nullable RowRepair repair;
    private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    private final List<OtherTable> others = new ArrayList<>();

    private int current = 1;
    private List<RawRow> headingRows = new ArrayList<>();
    private List<String> heading = List.of();
    private int width;
    private boolean afterBlank;
    private boolean onlyNotes;
    private long number;

    /// @param facts what the format knows; the rest of the shape is found out here
    TableReader(RowSource source, TableShape facts, TableOptions options) throws IOException {
        this.rows = new Lookahead(source);
        this.text = facts.format() == TableFormat.TEXT;
        this.wanted = options.table() == null ? 1 : options.table();
        int given = options.preambleRows() == null ? 0 : options.preambleRows();
        var found =
                HeadingRule.find(
                        rows.peekMany(SAMPLE + given),
                        options.preambleRows(),
                        options.headerRows());
        takeHeading(found.preamble(), found.header());
        while (current < wanted) {
            skipTable();
        }
        this.repair = repair(facts.text());
        this.shape =
                new TableShape(
                        facts.format(),
                        facts.text(),
                        facts.sheets(),
                        facts.sheet(),
                        found.preamble(),
                        found.header(),
                        heading,
                        width,
                        wanted,
                        Math.min(facts.confidence(), found.confidence()));
    }

    private @Nullable RowRepair repair(TableShape.@Nullable TextShape facts) throws IOException {
        return facts == null
                ? null
                : RowRepair.learn(facts.separator(), width, rows.peekMany(SAMPLE));
    }

    public TableShape shape() {
        return shape;
    }

    /// Names of the columns, trimmed, as they stand in the file: blank and repeated ones too. Empty
    /// when there is no heading.
    public List<String> heading() {
        return shape.heading();
    }

    /// Rows that were not delivered so far, by reason.
    public Map<LeftOut, Long> leftOut() {
        return Collections.unmodifiableMap(leftOut);
    }

    /// The tables that were met so far besides the chosen one.
    public List<OtherTable> otherTables() {
        return Collections.unmodifiableList(others);
    }

    /// The next row of data, null at the end.
    ///
    /// @throws Refusal with a [TableProblem] when the file cannot be read any further
    public @Nullable Row next() throws IOException {
        for (var raw = rows.peek(0); raw != null; raw = rows.peek(0)) {
            boolean starts = startsTable();
            if (!starts && !raw.isBlank() && current == wanted && !inNotes()) {
                rows.take();
                afterBlank = false;
                return row(raw);
            }
            leaveOut(raw, starts);
        }
        return null;
    }

    private boolean startsTable() throws IOException {
        return TableEnds.another(rows, headingRows, width, afterBlank);
    }

    private boolean inNotes() throws IOException {
        onlyNotes |= afterBlank && TableEnds.onlyNotes(rows, width);
        return onlyNotes;
    }

    private void leaveOut(RawRow raw, boolean starts) throws IOException {
        if (starts) {
            current++;
            takeHeading(0, 1);
            if (current != wanted) {
                others.add(new OtherTable(current, raw.line(), heading));
            }
            return;
        }
        rows.take();
        afterBlank |= raw.isBlank();
        if (raw.isBlank()) {
            count(LeftOut.BLANK);
        } else {
            count(current == wanted ? LeftOut.FOOTNOTE : LeftOut.OTHER_TABLE);
        }
    }

    private void skipTable() throws IOException {
        int before = current;
        others.add(new OtherTable(current, headingLine(), heading));
        while (current == before) {
            var raw = rows.peek(0);
            if (raw == null) {
                throw new Refusal(TableProblem.TABLE_UNKNOWN, wanted, current);
            }
            leaveOut(raw, startsTable());
        }
    }

    private long headingLine() {
        return headingRows.isEmpty() ? 1 : headingRows.getFirst().line();
    }

    private void takeHeading(int preamble, int count) throws IOException {
        for (int i = 0; i < preamble; i++) {
            var row = rows.take();
            if (row != null) {
                count(row.isBlank() ? LeftOut.BLANK : LeftOut.PREAMBLE);
            }
        }
        headingRows = new ArrayList<>();
        while (headingRows.size() < count) {
            var row = rows.take();
            if (row == null) {
                break;
            }
            if (row.isBlank() && headingRows.isEmpty()) {
                count(LeftOut.BLANK);
            } else {
                headingRows.add(row);
            }
        }
        afterBlank = false;
        var names = HeadingRule.names(headingRows);
        var data = rows.peekMany(SAMPLE);
        width =
                headingRows.isEmpty()
                        ? usual(data, row -> row.cells().size(), 0)
                        : Math.max(names.size(), usual(data, RawRow::extent, MOST));
        heading = headingRows.isEmpty() ? List.of() : padded(names);
    }

    /// The size that is most frequent, 0 when fewer than that share of the rows have it.
    private static int usual(List<RawRow> rows, ToIntFunction<RawRow> size, double share) {
        var counts = new HashMap<Integer, Integer>();
        for (var row : rows) {
            if (!row.isBlank()) {
                counts.merge(size.applyAsInt(row), 1, Integer::sum);
            }
        }
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<Integer, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .filter(entry -> entry.getValue() >= share * total)
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    private List<String> padded(List<String> cells) {
        var all = new ArrayList<>(cells);
        while (all.size() < width) {
            all.add("");
        }
        return Collections.unmodifiableList(all);
    }

    private void count(LeftOut reason) {
        leftOut.merge(reason, 1L, Long::sum);
    }

    private Row row(RawRow raw) {
        number++;
        int extent = raw.extent();
        if (extent > width) {
            return wideRow(raw, extent);
        }
        var cells = raw.cells();
        var flaws = raw.flaws();
        if (cells.size() < width) {
            if (text) {
                flaws =
                        with(
                                flaws,
                                RowFlaw.of(TableProblem.TOO_FEW_CELLS, -1, cells.size(), width));
            }
            cells = padded(cells);
        } else if (cells.size() > width) {
            cells = cells.subList(0, width);
        }
        return new Row(number, raw.line(), cells, flaws);
    }

    private Row wideRow(RawRow raw, int extent) {
        var joined = repair == null ? null : repair.repair(raw);
        if (joined != null) {
            var flaw = RowFlaw.of(TableProblem.CELLS_JOINED, joined.column(), extent, width);
            return new Row(number, raw.line(), joined.cells(), with(raw.flaws(), flaw));
        }
        var flaw = RowFlaw.of(TableProblem.TOO_MANY_CELLS, width, extent, width);
        return new Row(number, raw.line(), raw.cells().subList(0, extent), with(raw.flaws(), flaw));
    }

    private static List<RowFlaw> with(List<RowFlaw> flaws, RowFlaw more) {
        var all = new ArrayList<>(flaws);
        all.add(more);
        return all;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
