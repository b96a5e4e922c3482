package io.kedang.intake.table;

import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.text.GivenDialect;
import io.kedang.intake.table.text.TextTable;
import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Opens any table: what is not said in the options is found out from the content.
///
/// The file is only ever read. A file that is no table, or not a safe one, is refused with a
/// [TableProblem] within seconds, whatever its size.
public final class TableSource {
    private TableSource() {}

    /// @throws Refusal with a [TableProblem] when the file cannot be read as a table
    public static TableReader open(Path file, TableOptions options) throws IOException {
        var given = new GivenDialect(options.separator(), options.quote(), options.escape());
        var text = TextTable.open(file, options.encoding(), given);
        return new TableReader(text.rows(), facts(text), options);
    }

    private static TableShape facts(TextTable table) {
        var dialect = table.dialect();
        var encoding = table.encoding();
        var text =
                new TableShape.TextShape(
                        encoding.charset().name(),
                        encoding.marked(),
                        encoding.confidence(),
                        dialect.separator(),
                        dialect.quote(),
                        dialect.escape(),
                        dialect.lineEnd().name());
        double confidence = Math.min(encoding.confidence(), table.confidence());
        return new TableShape(
                TableFormat.TEXT, text, List.of(), null, 0, 0, List.of(), 0, 1, confidence);
    }

    /// What the file is, for a page that asks the user whether that is right.
    public static TableShape detect(Path file, TableOptions options) throws IOException {
        try (var reader = open(file, options)) {
            return reader.shape();
        }
    }

    /// The first rows of data.
    public static List<Row> preview(Path file, TableOptions options, int most) throws IOException {
        var rows = new ArrayList<Row>();
        try (var reader = open(file, options)) {
            while (rows.size() < most) {
                var row = reader.next();
                if (row == null) {
                    break;
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
