package io.kedang.intake.table;

import io.kedang.intake.table.row.CellType;
import io.kedang.intake.table.row.RawRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Where the heading of a table stands and how many rows it has, told from the first rows alone: a
/// heading differs in kind from what stands below it.
final class HeadingRule {
    private static final int LONGEST_NAME = 60;
    private static final int MOST_ROWS = 3;
    private static final double USUAL = 0.6;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]");

    private final List<RawRow> rows;
    private final @Nullable Integer givenPreamble;
    private final @Nullable Integer givenHeader;

    private HeadingRule(
            List<RawRow> rows, @Nullable Integer givenPreamble, @Nullable Integer givenHeader) {
        this.rows = rows;
        this.givenPreamble = givenPreamble;
        this.givenHeader = givenHeader;
    }

    /// @param header rows of the heading
    record Found(int preamble, int header, double confidence) {}

    /// @param rows the first rows of the file, blank ones included
    static Found find(
            List<RawRow> rows, @Nullable Integer givenPreamble, @Nullable Integer givenHeader) {
        return new HeadingRule(rows, givenPreamble, givenHeader).find();
    }

    private Found find() {
        int preamble = givenPreamble != null ? givenPreamble : preamble();
        if (preamble >= rows.size()) {
            return new Found(preamble, givenHeader == null ? 0 : givenHeader, 1);
        }
        double likelihood = likelihood(preamble);
        int detected = likelihood > 0 ? headerRows(preamble) : 0;
        if (givenHeader == null) {
            return new Found(preamble, detected, Math.clamp(0.5 + Math.abs(likelihood), 0, 1));
        }
        boolean tellsTheRow = givenPreamble == null && givenHeader == preamble + detected;
        return new Found(preamble, tellsTheRow ? detected : givenHeader, 1);
    }

    /// Rows before the first one that is about as full as the rows of the table.
    private int preamble() {
        var fills = new ArrayList<Integer>();
        for (var row : rows) {
            if (!row.isBlank()) {
                fills.add(row.filled());
            }
        }
        if (fills.isEmpty()) {
            return 0;
        }
        var later = new ArrayList<>(fills.subList(fills.size() / 2, fills.size()));
        later.sort(null);
        int usual = later.get(later.size() / 2);
        for (int i = 0; i < rows.size(); i++) {
            int filled = rows.get(i).filled();
            if (filled > 0 && (usual <= 2 ? filled >= usual : filled >= 2 && filled * 2 >= usual)) {
                return i;
            }
        }
        return 0;
    }

    /// Above 0 when the row at `index` is a heading of the rows below.
    private double likelihood(int index) {
        var candidate = rows.get(index);
        var data = data(index + 1);
        int names = 0;
        int values = 0;
        double evidence = 0;
        var seen = new HashSet<String>();
        boolean repeats = false;
        for (int column = 0; column < candidate.extent(); column++) {
            var name = candidate.cell(column).strip();
            if (name.isEmpty()) {
                continue;
            }
            repeats |= !seen.add(name);
            var type = CellType.of(name);
            boolean year = isYear(name) && !mostlyYears(column, data);
            if (!year && (type.isValue() || type == CellType.SCRAP)
                    || name.length() > LONGEST_NAME) {
                values++;
            } else {
                names++;
            }
            evidence += year ? 0 : evidence(column, name, type, data);
        }
        double share = evidence / Math.max(1, names + values);
        if (share != 0) {
            return share;
        }
        return values * 4 <= names && !(repeats && names < 3) ? 0.1 : -0.1;
    }

    /// Between -1 (a value like those below) and 1 (different in kind from those below).
    private static double evidence(int column, String name, CellType type, List<RawRow> data) {
        var types = new EnumMap<CellType, Integer>(CellType.class);
        var lengths = new HashMap<Integer, Integer>();
        int filled = 0;
        int same = 0;
        for (var row : data) {
            var cell = row.cell(column).strip();
            if (!cell.isEmpty()) {
                filled++;
                types.merge(CellType.of(cell), 1, Integer::sum);
                lengths.merge(cell.length(), 1, Integer::sum);
                same += cell.equals(name) ? 1 : 0;
            }
        }
        if (filled == 0) {
            return 0;
        }
        if (same * 3 >= filled && filled > 1) {
            return -0.5;
        }
        for (Map.Entry<CellType, Integer> entry : types.entrySet()) {
            var usual = entry.getKey();
            if (entry.getValue() >= USUAL * filled && usual != CellType.TEXT) {
                if (usual != type) {
                    return 1;
                }
                return usual == CellType.CODE ? 0 : -1;
            }
        }
        boolean oneLength =
                filled > 2
                        && lengths.values().stream()
                                .anyMatch(count -> count * 10 >= filled(lengths) * 9);
        return oneLength && !lengths.containsKey(name.length()) ? 0.3 : 0;
    }

    private static int filled(Map<Integer, Integer> lengths) {
        return lengths.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static boolean isYear(String name) {
        return name.matches("(19|20)\\d\\d");
    }

    /// A year over a column of other figures is a name.
    private static boolean mostlyYears(int column, List<RawRow> data) {
        long years = data.stream().filter(row -> isYear(row.cell(column).strip())).count();
        return years >= USUAL * data.size();
    }

    private List<RawRow> data(int from) {
        return rows.subList(Math.min(from, rows.size()), rows.size()).stream()
                .filter(row -> !row.isBlank())
                .limit(100)
                .toList();
    }

    /// A heading goes on as long as rows repeat it, or name the columns of its groups.
    private int headerRows(int first) {
        int count = 1;
        while (count < MOST_ROWS && first + count < rows.size() - 1) {
            var above = rows.get(first + count - 1);
            var row = rows.get(first + count);
            if (!repeats(rows.get(first), row)
                    && !(namesGroups(above, row) && likelihood(first + count) >= 0.2)) {
                break;
            }
            count++;
        }
        return count;
    }

    static boolean repeats(RawRow heading, RawRow row) {
        int width = Math.min(heading.extent(), row.extent());
        int same = 0;
        for (int column = 0; column < width; column++) {
            var name = heading.cell(column).strip();
            same += !name.isEmpty() && name.equals(row.cell(column).strip()) ? 1 : 0;
        }
        return same >= 2 && same * 10 >= Math.max(heading.filled(), row.filled()) * 7;
    }

    /// `above` has gaps that `row` fills with names.
    private static boolean namesGroups(RawRow above, RawRow row) {
        boolean gaps = false;
        for (int column = 0; column < row.extent(); column++) {
            var name = row.cell(column).strip();
            if (!name.isEmpty()) {
                var type = CellType.of(name);
                if (type.isValue() || type == CellType.SCRAP) {
                    return false;
                }
                gaps |= above.cell(column).isBlank();
            }
        }
        return gaps;
    }

    /// The names of the columns: what stands below each other is joined by a space; a gap in all
    /// rows but the last belongs to the group on its left.
    static List<String> names(List<RawRow> heading) {
        int width = heading.stream().mapToInt(RawRow::extent).max().orElse(0);
        var names = new ArrayList<String>();
        for (int column = 0; column < width; column++) {
            var parts = new ArrayList<String>();
            for (int i = 0; i < heading.size(); i++) {
                boolean last = i == heading.size() - 1;
                var part = heading.get(i).above().get(column) ? "" : heading.get(i).cell(column);
                for (int left = column - 1; part.isBlank() && !last && left >= 0; left--) {
                    boolean named = !heading.getLast().cell(column).isBlank();
                    part = named ? heading.get(i).cell(left) : "";
                    if (!named) {
                        break;
                    }
                }
                if (!part.isBlank()) {
                    parts.add(part.strip());
                }
            }
            names.add(UNPRINTABLE.matcher(String.join(" ", parts)).replaceAll(""));
        }
        return names;
    }
}
