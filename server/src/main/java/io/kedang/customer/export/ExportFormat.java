package io.kedang.customer.export;

import org.springframework.http.MediaType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The kinds of file that a list leaves as. The CSV for Excel starts with a byte order mark; the
/// one in GB18030 is for programs that know nothing else.
public enum ExportFormat {
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        public TableFile open(OutputStream out, Origin origin, List<String> headings)
                throws IOException {
            return new XlsxFile(out, origin, headings);
        }
    },
    CSV("csv", "text/csv;charset=UTF-8") {
        @Override
        public TableFile open(OutputStream out, Origin origin, List<String> headings)
                throws IOException {
            out.write(BYTE_ORDER_MARK);
            return new CsvFile(out, StandardCharsets.UTF_8, headings);
        }
    },
    CSV_GB18030("csv", "text/csv;charset=GB18030") {
        @Override
        public TableFile open(OutputStream out, Origin origin, List<String> headings)
                throws IOException {
            return new CsvFile(out, Charset.forName("GB18030"), headings);
        }
    };

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String extension;
    private final MediaType type;

    ExportFormat(String extension, String type) {
        this.extension = extension;
        this.type = MediaType.parseMediaType(type);
    }

    public abstract TableFile open(OutputStream out, Origin origin, List<String> headings)
            throws IOException;

    public String extension() {
        return extension;
    }

    public MediaType type() {
        return type;
    }
}
