package io.kedang.intake.table.workbook;

import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.RowFlaw;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/// Cells that were merged over several rows: the rows below the first one get its value too.
final class Spans {
    private final TreeMap<Integer, Span> open = new TreeMap<>();

    private record Span(long last, String value) {}

    void open(int column, long lastRow, String value) {
        if (!value.isBlank()) {
            open.put(column, new Span(lastRow, value));
        }
    }

    /// The row with the values that reach into it from above.
    RawRow row(long line, List<String> cells, List<RowFlaw> flaws) {
        open.values().removeIf(span -> span.last() < line);
        if (open.isEmpty()) {
            return RawRow.of(line, cells, flaws);
        }
        var all = new ArrayList<>(cells);
        var above = new BitSet();
        open.forEach(
                (column, span) -> {
                    while (all.size() <= column) {
                        all.add("");
                    }
                    if (all.get(column).isEmpty()) {
                        all.set(column, span.value());
                        above.set(column);
                    }
                });
        return new RawRow(line, all, new BitSet(0), above, flaws);
    }

    int size() {
        return open.size();
    }
}
