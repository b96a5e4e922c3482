package io.kedang.intake.table;

import io.kedang.intake.table.TableShape.SheetShape;
import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.text.GivenDialect;
import io.kedang.intake.table.text.TextTable;
import io.kedang.intake.table.vcard.VcardTable;
import io.kedang.intake.table.workbook.OdsBook;
import io.kedang.intake.table.workbook.WorkbookTable;
import io.kedang.intake.table.workbook.XlsBook;
import io.kedang.intake.table.workbook.XlsxBook;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Opens any table: what is not said in the options is found out from the content.
///
/// The file is only ever read. A file that is no table, or not a safe one, is refused with a
/// [TableProblem] within seconds, whatever its size.
public final class TableSource {
    private TableSource() {}

    /// @throws Refusal with a [TableProblem] when the file cannot be read as a table
    public static TableReader open(TableFile file, TableOptions options) throws IOException {
        return switch (FileKind.of(file)) {
            case TEXT -> text(file, options);
            case XLSX -> workbook(TableFormat.XLSX, XlsxBook.open(file, options.sheet()), options);
            case XLS -> workbook(TableFormat.XLS, XlsBook.open(file, options.sheet()), options);
            case ODS -> workbook(TableFormat.ODS, OdsBook.open(file, options.sheet()), options);
            case VCARD -> cards(file, options);
        };
    }

    private static TableReader text(TableFile file, TableOptions options) throws IOException {
        var given = new GivenDialect(options.separator(), options.quote(), options.escape());
        var table = TextTable.open(file, options.encoding(), given);
        return reader(table.rows(), facts(table), options);
    }

    private static TableReader workbook(
            TableFormat format, WorkbookTable table, TableOptions options) throws IOException {
        var sheets =
                table.sheets().stream()
                        .map(sheet -> new SheetShape(sheet.name(), sheet.hidden(), sheet.rows()))
                        .toList();
        return reader(table.rows(), facts(format, sheets, table.sheet().name()), options);
    }

    private static TableReader cards(TableFile file, TableOptions options) throws IOException {
        var rows = VcardTable.open(file, options.encoding());
        var asWritten = options.withPreambleRows(0).withHeaderRows(1);
        return reader(rows, facts(TableFormat.VCARD, List.of(), null), asWritten);
    }

    private static TableReader reader(RowSource rows, TableShape facts, TableOptions options)
            throws IOException {
        try {
            return new TableReader(rows, facts, options);
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private static TableShape facts(
            TableFormat format, List<SheetShape> sheets, @Nullable String sheet) {
        return new TableShape(format, null, sheets, sheet, 0, 0, List.of(), 0, 1, 1);
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
    public static TableShape detect(TableFile file, TableOptions options) throws IOException {
        try (var reader = open(file, options)) {
            return reader.shape();
        }
    }

    /// The first rows of data.
    public static List<Row> preview(TableFile file, TableOptions options, int most)
            throws IOException {
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
