package io.kedang.intake.table.text;

import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.util.regex.Pattern;

/// A text file with what was found out or said about it, and its rows.
///
/// @param confidence of the dialect, 0 to 1
public record TextTable(Encoding encoding, Dialect dialect, double confidence, RowSource rows) {
    private static final int SAMPLE = 1 << 17;

    /// First line with which a spreadsheet program is told the separator.
    private static final Pattern DIRECTIVE =
            Pattern.compile("sep=(.)\\R", Pattern.CASE_INSENSITIVE);

    public static TextTable open(TableFile file, @Nullable String encodingName, GivenDialect given)
            throws IOException {
        var encoding = encoding(file, encodingName);
        var sample = new StringBuilder();
        boolean whole = sample(file, encoding, sample);
        refuseBinary(sample);
        var directive = DIRECTIVE.matcher(sample.toString());
        boolean directed = given.separator() == null && directive.lookingAt();
        var wishes = given;
        if (directed) {
            sample.delete(0, directive.end());
            wishes = new GivenDialect(directive.group(1), given.quote(), given.escape());
        }
        var found = Dialects.detect(sample.toString(), whole, wishes);
        var rows = new CsvRows(reader(file, encoding), found.dialect());
        if (directed) {
            rows.next();
        }
        return new TextTable(encoding, found.dialect(), found.confidence(), rows);
    }

    public static Encoding encoding(TableFile file, @Nullable String name) throws IOException {
        return name == null ? Encodings.detect(file) : new Encoding(Encoding.named(name), false, 1);
    }

    public static Reader reader(TableFile file, Encoding encoding) throws IOException {
        return new DecodingReader(file.stream(), encoding.charset());
    }

    /// Fills `sample` with the beginning of the file; true when that is all of it.
    private static boolean sample(TableFile file, Encoding encoding, StringBuilder sample)
            throws IOException {
        try (var reader = reader(file, encoding)) {
            var block = new char[SAMPLE];
            int read = 0;
            while (read < block.length) {
                int count = reader.read(block, read, block.length - read);
                if (count < 0) {
                    sample.append(block, 0, read);
                    return true;
                }
                read += count;
            }
            sample.append(block);
            return false;
        }
    }

    /// Text has next to no control characters; pictures, programs and archives are full of them.
    private static void refuseBinary(CharSequence sample) {
        long strange =
                sample.chars()
                        .filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')
                        .filter(c -> c != 1 && c != 0x1F && c != 0x1C && c != 0x1E)
                        .count();
        if (strange * 33 > sample.length()) {
            throw new Refusal(TableProblem.NOT_A_TABLE);
        }
    }
}
