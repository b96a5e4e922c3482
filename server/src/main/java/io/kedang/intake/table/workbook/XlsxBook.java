package io.kedang.intake.table.workbook;

import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.workbook.WorkbookTable.Sheet;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A workbook in OOXML, transitional or strict: elements go by their local names, parts by the end
/// of their relation's type, which are the same in both.
public final class XlsxBook {
    private static final int MEASURED_SHEETS = 200;

    private final ZipGuard zip;
    private final String workbook;
    private final Map<String, Relation> relations;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private boolean from1904;
    private @Nullable SharedTexts texts;
    private @Nullable List<CellFormat> formats;

    private record Relation(String type, String target) {}

    private XlsxBook(ZipGuard zip) throws IOException {
        this.zip = zip;
        this.workbook =
                relations("").values().stream()
                        .filter(relation -> relation.type().equals("officeDocument"))
                        .map(Relation::target)
                        .findFirst()
                        .orElseThrow(() -> new Refusal(TableProblem.CORRUPT));
        if (workbook.endsWith(".bin")) {
            throw new Refusal(TableProblem.BINARY_WORKBOOK);
        }
        if (!zip.has(workbook)) {
            throw new Refusal(TableProblem.CORRUPT);
        }
        this.relations = relations(workbook);
        readWorkbook();
    }

    /// Whether the archive is a package of OOXML, of whatever kind.
    public static boolean isOne(TableFile archive) throws IOException {
        try (var zip = ZipGuard.open(archive)) {
            return zip.has("_rels/.rels") || zip.has("[Content_Types].xml");
        }
    }

    /// @param sheet name or number from 1, null to choose
    public static WorkbookTable open(TableFile file, @Nullable String sheet) throws IOException {
        var zip = ZipGuard.open(file);
        try {
            var book = new XlsxBook(zip);
            return WorkbookTable.choose(book.sheets, sheet, book::rows, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private RowSource rows(int index, boolean spans) throws IOException {
        var part = parts.get(index);
        Map<Long, List<MergedRanges.Range>> merged =
                spans ? MergedRanges.read(zip.get(part)) : Map.of();
        return new XlsxRows(new Xml(zip.get(part)), texts(), formats(), from1904, merged);
    }

    private void readWorkbook() throws IOException {
        boolean foreign = true;
        try (var xml = new Xml(zip.get(workbook))) {
            while (xml.nextElement()) {
                switch (xml.name()) {
                    case "workbook" -> foreign = false;
                    case "workbookPr" -> from1904 = isTrue(xml.attribute("date1904", "0"));
                    case "sheet" -> addSheet(xml);
                    default -> {}
                }
            }
        }
        if (foreign) {
            throw new Refusal(TableProblem.NOT_A_TABLE);
        }
    }

    private void addSheet(Xml xml) throws IOException {
        var relation = relations.get(xml.required("id"));
        if (relation == null) {
            throw new Refusal(TableProblem.CORRUPT);
        }
        if (relation.type().equals("worksheet")) {
            boolean hidden = !xml.attribute("state", "visible").equals("visible");
            var name = XlsxText.unescape(xml.required("name"));
            sheets.add(new Sheet(sheets.size(), name, hidden, measured(relation.target())));
            parts.add(relation.target());
        }
    }

    static boolean isTrue(String value) {
        return value.equals("1") || value.equals("true");
    }

    /// The last row that the sheet says it has; null when it does not say.
    private @Nullable Long measured(String part) throws IOException {
        if (sheets.size() >= MEASURED_SHEETS || !zip.has(part)) {
            return null;
        }
        try (var xml = new Xml(zip.get(part))) {
            while (xml.nextElement() && !xml.is("sheetData")) {
                if (xml.is("dimension")) {
                    var range = xml.attribute("ref", "");
                    var last = range.substring(range.indexOf(':') + 1).replaceAll("\\D", "");
                    return last.isEmpty() || last.length() > 7 ? null : Long.valueOf(last);
                }
            }
        }
        return null;
    }

    /// The relations of a part (of the package itself when empty), by id. What lies outside the
    /// package is left out: nothing is ever fetched.
    private Map<String, Relation> relations(String part) throws IOException {
        int slash = part.lastIndexOf('/');
        var folder = part.substring(0, slash + 1);
        var all = new HashMap<String, Relation>();
        InputStream in = zip.find(folder + "_rels/" + part.substring(slash + 1) + ".rels");
        if (in == null) {
            return all;
        }
        try (var xml = new Xml(in)) {
            while (xml.nextElement()) {
                if (xml.is("Relationship") && !xml.attribute("TargetMode", "").equals("External")) {
                    var type = xml.attribute("Type", "");
                    var target = xml.attribute("Target", "");
                    all.put(
                            xml.attribute("Id", ""),
                            new Relation(
                                    type.substring(type.lastIndexOf('/') + 1),
                                    resolve(folder, target)));
                }
            }
        }
        return all;
    }

    private static String resolve(String folder, String target) {
        var path = target.replace('\\', '/');
        var steps = new ArrayList<String>();
        for (var step : (path.startsWith("/") ? path : folder + path).split("/")) {
            if (step.equals("..") && !steps.isEmpty()) {
                steps.removeLast();
            } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    private @Nullable InputStream related(String type) throws IOException {
        for (var relation : relations.values()) {
            if (relation.type().equals(type)) {
                return zip.find(relation.target());
            }
        }
        return null;
    }

    private SharedTexts texts() throws IOException {
        if (texts == null) {
            texts = new SharedTexts(SharedTexts.usualBound());
            var in = related("sharedStrings");
            if (in != null) {
                try (var xml = new Xml(in)) {
                    texts.read(xml);
                }
            }
        }
        return texts;
    }

    /// The formats of the cell styles, in their order.
    private List<CellFormat> formats() throws IOException {
        if (formats != null) {
            return formats;
        }
        var read = new ArrayList<CellFormat>();
        var in = related("styles");
        if (in != null) {
            var codes = new HashMap<Integer, String>();
            boolean inCells = false;
            try (var xml = new Xml(in)) {
                while (xml.nextElement()) {
                    switch (xml.name()) {
                        case "numFmt" ->
                                codes.put(
                                        xml.number("numFmtId", 0), xml.attribute("formatCode", ""));
                        case "cellXfs" -> inCells = true;
                        case "cellStyles", "dxfs", "cellStyleXfs" -> inCells = false;
                        case "xf" -> {
                            if (inCells) {
                                int id = xml.number("numFmtId", 0);
                                read.add(CellFormat.of(id, codes.get(id)));
                            }
                        }
                        default -> {}
                    }
                }
            }
        }
        formats = read;
        return read;
    }
}
