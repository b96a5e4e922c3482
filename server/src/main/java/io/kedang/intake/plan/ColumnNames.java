package io.kedang.intake.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Rule: every column of a file has a name of its own.
public final class ColumnNames {
    private ColumnNames() {}

    /// @param headings as they stand in the file: blank, repeated or missing ones too
    /// @param columns width of the table
    public static List<String> of(List<String> headings, int columns) {
        var names = new ArrayList<String>();
        var seen = new HashMap<String, Integer>();
        for (int column = 0; column < columns; column++) {
            var heading = column < headings.size() ? headings.get(column).strip() : "";
            var name = heading.isEmpty() ? "#" + (column + 1) : heading;
            int times = seen.merge(name, 1, Integer::sum);
            names.add(times == 1 ? name : name + "#" + times);
        }
        return names;
    }
}
