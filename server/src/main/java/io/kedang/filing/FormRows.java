package io.kedang.filing;

import java.util.ArrayList;
import java.util.List;

/// Lays entries out in rows of two; a wide one, and one that a wide one follows, stands alone.
final class FormRows {
    private FormRows() {}

    static List<List<Form.Entry>> of(List<Form.Entry> entries) {
        var rows = new ArrayList<List<Form.Entry>>();
        int at = 0;
        while (at < entries.size()) {
            boolean pair =
                    !entries.get(at).wide()
                            && at + 1 < entries.size()
                            && !entries.get(at + 1).wide();
            int end = at + (pair ? 2 : 1);
            rows.add(entries.subList(at, end));
            at = end;
        }
        return rows;
    }
}
