package io.kedang.intake.table.row;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// One physical row of a file, before anybody knows whether it is heading, data or neither.
///
/// @param line 1-based line of the text file or row of the sheet where it begins
/// @param quoted cells that stood in quotes; their borders are certain
/// @param above cells that repeat the value of a merged cell that began further up
public record RawRow(
        long line, List<String> cells, BitSet quoted, BitSet above, List<RowFlaw> flaws) {
    private static final BitSet NONE = new BitSet(0);

    public static RawRow of(long line, List<String> cells) {
        return new RawRow(line, cells, NONE, NONE, List.of());
    }

    public static RawRow of(long line, List<String> cells, List<RowFlaw> flaws) {
        return new RawRow(line, cells, NONE, NONE, flaws);
    }

    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    public boolean isBlank() {
        return extent() == 0;
    }

    /// Number of cells up to the last one that is not blank.
    public int extent() {
        int end = cells.size();
        while (end > 0 && cells.get(end - 1).isBlank()) {
            end--;
        }
        return end;
    }

    /// Number of cells that are not blank.
    public int filled() {
        int filled = 0;
        for (var cell : cells) {
            if (!cell.isBlank()) {
                filled++;
            }
        }
        return filled;
    }

    public RawRow withCells(List<String> other, RowFlaw... more) {
        var all = new ArrayList<>(flaws);
        all.addAll(List.of(more));
        return new RawRow(line, other, NONE, NONE, List.copyOf(all));
    }
}
