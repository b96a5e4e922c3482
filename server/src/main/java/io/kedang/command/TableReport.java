package io.kedang.command;

import io.kedang.intake.table.Row;
import io.kedang.intake.table.TableReader;
import io.kedang.intake.table.row.RowFlaw;
import io.kedang.kernel.Refusal;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What the reading of a table found out and met, for `--report`.
final class TableReport {
    private static final int MOST_FLAWS = 1000;

    private final TableReader reader;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<Map<String, Object>> flaws = new ArrayList<>();
    private long rows;
    private long rowsToCheck;

    TableReport(TableReader reader) {
        this.reader = reader;
    }

    void add(Row row) {
        rows++;
        rowsToCheck += row.flaws().isEmpty() ? 0 : 1;
        for (var flaw : row.flaws()) {
            counts.merge(flaw.problem().code(), 1, Integer::sum);
            if (flaws.size() < MOST_FLAWS) {
                flaws.add(flaw(row, flaw));
            }
        }
    }

    private static Map<String, Object> flaw(Row row, RowFlaw flaw) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("row", row.number());
        entry.put("line", row.line());
        if (flaw.column() >= 0) {
            entry.put("column", flaw.column() + 1);
        }
        entry.put("code", flaw.problem().code());
        entry.put(
                "detail",
                TableCommand.sentence(new Refusal(flaw.problem(), flaw.arguments().toArray())));
        return entry;
    }

    long rows() {
        return rows;
    }

    int columns() {
        return reader.shape().columns();
    }

    long rowsToCheck() {
        return rowsToCheck;
    }

    void write(Path file, Duration time) throws IOException {
        var leftOut = new ArrayList<Map<String, Object>>();
        long left = 0;
        for (var entry : reader.leftOut().entrySet()) {
            var reason = entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-');
            var count = new LinkedHashMap<String, Object>();
            count.put("reason", reason);
            count.put("count", entry.getValue());
            leftOut.add(count);
            left += entry.getValue();
        }
        var counted = new LinkedHashMap<String, Object>();
        counted.put("read", rows + left);
        counted.put("used", rows);
        counted.put("left_out", leftOut);
        var report = new LinkedHashMap<String, Object>();
        report.put("parameters", reader.shape());
        report.put("rows", counted);
        report.put("other_tables", reader.otherTables());
        report.put("flaw_counts", counts);
        report.put("flaws", flaws);
        report.put("seconds", time.toMillis() / 1000.0);
        var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, mapper.writeValueAsString(report) + "\n");
    }
}
