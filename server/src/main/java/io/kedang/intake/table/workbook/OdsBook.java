package io.kedang.intake.table.workbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.workbook.WorkbookTable.Sheet;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A workbook in OpenDocument format.
public final class OdsBook {
    private static final String CONTENT = "content.xml";
    private static final int MANIFEST = 1 << 20;

    private final ZipGuard zip;
    private final List<Sheet> sheets = new ArrayList<>();

    private OdsBook(ZipGuard zip) throws IOException {
        this.zip = zip;
        refuseEncrypted();
        readSheets();
    }

    /// Whether the archive is an OpenDocument, of whatever kind.
    public static boolean isOne(TableFile archive) throws IOException {
        try (var zip = ZipGuard.open(archive)) {
            return zip.has(CONTENT);
        }
    }

    /// @param sheet name or number from 1, null to choose
    public static WorkbookTable open(TableFile file, @Nullable String sheet) throws IOException {
        var zip = ZipGuard.open(file);
        try {
            var book = new OdsBook(zip);
            return WorkbookTable.choose(book.sheets, sheet, book::rows, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private RowSource rows(int index, boolean spans) throws IOException {
        return new OdsRows(new Xml(zip.get(CONTENT)), index);
    }

    private void refuseEncrypted() throws IOException {
        try (var manifest = zip.find("META-INF/manifest.xml")) {
            if (manifest != null
                    && new String(manifest.readNBytes(MANIFEST), UTF_8)
                            .contains("encryption-data")) {
                throw new Refusal(TableProblem.ENCRYPTED);
            }
        }
    }

    /// The names of the sheets stand in front of each sheet's data, so all of it is gone through.
    private void readSheets() throws IOException {
        var hiddenStyles = new HashSet<String>();
        var style = "";
        boolean spreadsheet = false;
        try (var xml = new Xml(zip.get(CONTENT))) {
            while (xml.nextElement()) {
                switch (xml.name()) {
                    case "spreadsheet" -> spreadsheet = true;
                    case "style" -> style = xml.attribute("name", "");
                    case "table-properties" -> {
                        if (xml.attribute("display", "true").equals("false")) {
                            hiddenStyles.add(style);
                        }
                    }
                    case "table" -> {
                        if (xml.depth() == OdsRows.TABLE_DEPTH) {
                            boolean hidden = hiddenStyles.contains(xml.attribute("style-name", ""));
                            var name = xml.attribute("name", "");
                            sheets.add(new Sheet(sheets.size(), name, hidden, null));
                        }
                    }
                    default -> {}
                }
            }
        }
        if (!spreadsheet) {
            throw new Refusal(TableProblem.NOT_A_TABLE);
        }
    }
}
