package io.kedang.intake.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.workbook.OdsBook;
import io.kedang.intake.table.workbook.XlsxBook;
import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.util.Locale;

/// Tells what a file is by its first bytes.
final class FileKind {
    private static final int HEAD = 4096;

    private FileKind() {}

    /// @throws Refusal when it is something else than a table
    static TableFormat of(TableFile file) throws IOException {
        byte[] head;
        try (var in = file.stream()) {
            head = in.readNBytes(HEAD);
        }
        var start = new String(head, ISO_8859_1);
        if (start.startsWith("PK\3\4") || start.startsWith("PK\5\6")) {
            return zipped(file);
        }
        if (start.startsWith("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")) {
            return TableFormat.XLS;
        }
        refuseOthers(start);
        return text(start);
    }

    private static TableFormat zipped(TableFile file) throws IOException {
        if (XlsxBook.isOne(file)) {
            return TableFormat.XLSX;
        }
        if (OdsBook.isOne(file)) {
            return TableFormat.ODS;
        }
        throw new Refusal(TableProblem.COMPRESSED);
    }

    private static void refuseOthers(String start) {
        for (var archive :
                new String[] {
                    "\u001F\u008B", "BZh", "7z\u00BC\u00AF", "Rar!", "\u00FD7zXZ", "(\u00B5/\u00FD"
                }) {
            if (start.startsWith(archive)) {
                throw new Refusal(TableProblem.COMPRESSED);
            }
        }
        for (var other :
                new String[] {
                    "%PDF", "\u0089PNG", "\u00FF\u00D8\u00FF", "GIF8", "{\\rtf", "\u007FELF"
                }) {
            if (start.startsWith(other)) {
                throw new Refusal(TableProblem.NOT_A_TABLE);
            }
        }
        for (var old : new String[] {"\t\b\u0010\0", "\t\4\6\0", "\t\2\6\0", "\t\0\4\0"}) {
            if (start.startsWith(old)) {
                throw new Refusal(TableProblem.OLD_WORKBOOK);
            }
        }
    }

    /// Zero bytes fall away, so that UTF-16 shows its letters too.
    private static TableFormat text(String start) {
        var plain = start.replace("\0", "").replaceFirst("^[^\\x21-\\x7E]*", "");
        var word = plain.substring(0, Math.min(plain.length(), 400)).toLowerCase(Locale.ROOT);
        if (word.startsWith("begin:vcard")) {
            return TableFormat.VCARD;
        }
        if (word.startsWith("<!doctype html")
                || word.startsWith("<html")
                || word.startsWith("<table")
                || word.startsWith("<?xml")
                || word.startsWith("mime-version:") && word.contains("multipart/related")) {
            throw new Refusal(TableProblem.WEB_PAGE);
        }
        return TableFormat.TEXT;
    }
}
