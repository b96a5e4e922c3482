package io.kedang.customer.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import io.kedang.kernel.text.FormulaGuard;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;

/// RFC 4180. A text that a spreadsheet program would take for a formula gets an apostrophe in
/// front; numbers, negative ones too, stay what they are.
final class CsvFile implements TableFile {
    private final OutputStreamWriter out;
    private final CsvWriter csv;

    CsvFile(OutputStream file, Charset charset, List<String> headings) {
        out = new OutputStreamWriter(file, charset);
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
        csv.writeRecord(headings.stream().map(FormulaGuard::escape).toList());
    }

    @Override
    public void row(List<@Nullable Object> cells) {
        csv.writeRecord(cells.stream().map(CsvFile::text).toList());
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> FormulaGuard.escape(cell.toString());
        };
    }

    @Override
    public void close() throws IOException {
        csv.flush();
        out.flush();
    }
}
