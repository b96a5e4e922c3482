package io.kedang.intake.table;

import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.RowSource;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A source of rows that can be looked into before rows are taken.
final class Lookahead implements AutoCloseable {
    private static final long CHARACTERS = 1_000_000;

    private final RowSource source;
    private final ArrayList<RawRow> ahead = new ArrayList<>();
    private int taken;
    private boolean ended;

    Lookahead(RowSource source) {
        this.source = source;
    }

    /// Null at the end.
    @Nullable RawRow take() throws IOException {
        var row = peek(0);
        if (row != null && ++taken == ahead.size()) {
            ahead.clear();
            taken = 0;
        }
        return row;
    }

    /// The row after `index` others that were not taken yet; null behind the end.
    @Nullable RawRow peek(int index) throws IOException {
        while (!ended && taken + index >= ahead.size()) {
            var row = source.next();
            if (row == null) {
                ended = true;
            } else {
                ahead.add(row);
            }
        }
        return taken + index < ahead.size() ? ahead.get(taken + index) : null;
    }

    /// The next rows, at most `most`, fewer when they are very long.
    List<RawRow> peekMany(int most) throws IOException {
        var rows = new ArrayList<RawRow>();
        long characters = 0;
        while (rows.size() < most && characters < CHARACTERS) {
            var row = peek(rows.size());
            if (row == null) {
                break;
            }
            rows.add(row);
            for (var cell : row.cells()) {
                characters += cell.length() + 1;
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
