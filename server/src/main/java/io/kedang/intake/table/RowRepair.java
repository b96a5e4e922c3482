package io.kedang.intake.table;

import io.kedang.intake.table.row.CellType;
import io.kedang.intake.table.row.RawRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;

/// Puts a row together again that has too many cells because a separator stood in a cell without
/// quotes: cells are joined so that every column gets what its other rows have there (a date, a
/// number, a cell in quotes). Only when one way to join is better than all others; otherwise the
/// row stays as it is.
final class RowRepair {
    private static final int FEWEST_EXAMPLES = 5;
    private static final int WIDEST = 200;
    private static final int MOST_EXTRA = 50;
    private static final int IMPOSSIBLE = 1000;
    private static final int ACCEPTABLE = 50;

    private final String separator;
    private final List<Column> columns;

    private RowRepair(String separator, List<Column> columns) {
        this.separator = separator;
        this.columns = columns;
    }

    /// What a column usually holds.
    private record Column(CellType usual, double blank, double quoted) {}

    /// Null when the examples are too few to learn the columns from.
    static @Nullable RowRepair learn(String separator, int width, List<RawRow> data) {
        var examples = data.stream().filter(row -> row.cells().size() == width).toList();
        if (examples.size() < FEWEST_EXAMPLES || width < 2 || width > WIDEST) {
            return null;
        }
        var columns = new ArrayList<Column>();
        for (int column = 0; column < width; column++) {
            columns.add(column(column, examples));
        }
        return new RowRepair(separator, columns);
    }

    private static Column column(int column, List<RawRow> examples) {
        var types = new EnumMap<CellType, Integer>(CellType.class);
        int blank = 0;
        int quoted = 0;
        for (var row : examples) {
            var type = CellType.of(row.cell(column));
            blank += type == CellType.EMPTY ? 1 : 0;
            quoted += row.quoted().get(column) ? 1 : 0;
            types.merge(type, 1, Integer::sum);
        }
        int filled = examples.size() - blank;
        var usual = filled == 0 ? CellType.EMPTY : CellType.TEXT;
        for (var entry : types.entrySet()) {
            if (entry.getKey() != CellType.EMPTY && entry.getValue() * 10 >= filled * 9) {
                usual = entry.getKey();
            }
        }
        double size = examples.size();
        return new Column(usual, blank / size, quoted / size);
    }

    /// The cells joined to as many as there are columns, with the first column that got several.
    record Joined(List<String> cells, int column) {}

    @Nullable Joined repair(RawRow row) {
        int width = columns.size();
        int count = row.cells().size();
        int extra = count - width;
        if (extra <= 0 || extra > MOST_EXTRA) {
            return null;
        }
        int[][] cost = new int[width + 1][extra + 1];
        int[][] ways = new int[width + 1][extra + 1];
        int[][] from = new int[width + 1][extra + 1];
        Arrays.stream(cost).forEach(line -> Arrays.fill(line, IMPOSSIBLE));
        cost[0][0] = 0;
        ways[0][0] = 1;
        for (int column = 0; column < width; column++) {
            for (int used = 0; used <= extra; used++) {
                for (int more = 0;
                        cost[column][used] < IMPOSSIBLE && used + more <= extra;
                        more++) {
                    int begin = column + used;
                    int sum = cost[column][used] + misfit(column, row, begin, begin + more + 1);
                    int then = used + more;
                    if (sum < cost[column + 1][then]) {
                        cost[column + 1][then] = sum;
                        ways[column + 1][then] = ways[column][used];
                        from[column + 1][then] = used;
                    } else if (sum == cost[column + 1][then] && sum < IMPOSSIBLE) {
                        ways[column + 1][then] += ways[column][used];
                    }
                }
            }
        }
        if (cost[width][extra] >= ACCEPTABLE || ways[width][extra] != 1) {
            return null;
        }
        return joined(row, from, extra);
    }

    private Joined joined(RawRow row, int[][] from, int extra) {
        var cells = new ArrayList<String>();
        int first = -1;
        int used = extra;
        for (int column = columns.size(); column > 0; column--) {
            int before = from[column][used];
            int begin = column - 1 + before;
            int end = column + used;
            cells.addFirst(String.join(separator, row.cells().subList(begin, end)));
            if (end - begin > 1) {
                first = column - 1;
            }
            used = before;
        }
        return new Joined(cells, first);
    }

    private int misfit(int index, RawRow row, int begin, int end) {
        var column = columns.get(index);
        boolean several = end - begin > 1;
        if (several && anyQuoted(row.quoted(), begin, end)) {
            return IMPOSSIBLE;
        }
        var text =
                several
                        ? String.join(separator, row.cells().subList(begin, end))
                        : row.cells().get(begin);
        return misfit(column, CellType.of(text))
                + misfit(column, !several && row.quoted().get(begin));
    }

    private static int misfit(Column column, CellType type) {
        if (column.usual() == type) {
            return 0;
        }
        if (type == CellType.EMPTY) {
            return column.blank() > 0.02 ? 0 : 10;
        }
        return switch (column.usual()) {
            case TEXT -> type.isValue() ? 10 : 0;
            case CODE -> type == CellType.NUMBER ? 0 : 30;
            case EMPTY, SCRAP -> 30;
            default -> ACCEPTABLE;
        };
    }

    private static int misfit(Column column, boolean quoted) {
        if (column.quoted() > 0.95 && !quoted) {
            return 30;
        }
        return column.quoted() < 0.05 && quoted ? 10 : 0;
    }

    private static boolean anyQuoted(BitSet quoted, int begin, int end) {
        int next = quoted.nextSetBit(begin);
        return next >= 0 && next < end;
    }
}
