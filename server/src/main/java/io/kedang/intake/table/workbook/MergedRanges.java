package io.kedang.intake.table.workbook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The ranges of merged cells that go over several rows, by their first row. A sheet names them
/// behind its data, so they are looked for there, byte by byte, before the rows are read.
final class MergedRanges {
    private static final byte[] END_OF_DATA = "sheetData>".getBytes(US_ASCII);
    private static final int TAIL = 8 << 20;
    private static final int MOST = 20_000;
    private static final Pattern RANGE =
            Pattern.compile(
                    "mergeCell"
                        + " ref=\"\\$?([A-Z]{1,3})\\$?(\\d{1,7}):\\$?[A-Z]{1,3}\\$?(\\d{1,7})\"");

    private MergedRanges() {}

    record Range(int column, long last) {}

    static Map<Long, List<Range>> read(InputStream raw) throws IOException {
        try (raw) {
            return ranges(tail(raw));
        }
    }

    /// What stands behind the end tag of the data, which looks like the start tag but for its
    /// slash.
    private static String tail(InputStream in) throws IOException {
        byte[] block = new byte[1 << 16];
        int matched = 0;
        boolean slash = false;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            for (int i = 0; i < n; i++) {
                byte b = block[i];
                if (b == '<') {
                    slash = false;
                } else if (b == '/') {
                    slash = true;
                }
                matched = b == END_OF_DATA[matched] ? matched + 1 : b == END_OF_DATA[0] ? 1 : 0;
                if (matched == END_OF_DATA.length) {
                    if (slash) {
                        var rest = new String(block, i + 1, n - i - 1, US_ASCII);
                        return rest + new String(in.readNBytes(TAIL), US_ASCII);
                    }
                    matched = 0;
                }
            }
        }
        return "";
    }

    private static Map<Long, List<Range>> ranges(String tail) {
        var ranges = new HashMap<Long, List<Range>>();
        int count = 0;
        for (var match = RANGE.matcher(tail); match.find() && count < MOST; ) {
            long first = Long.parseLong(match.group(2));
            long last = Long.parseLong(match.group(3));
            if (last > first) {
                int column = XlsxRows.column(match.group(1));
                ranges.computeIfAbsent(first, row -> new ArrayList<>(1))
                        .add(new Range(column, last));
                count++;
            }
        }
        return ranges;
    }
}
