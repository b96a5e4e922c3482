package io.kedang.intake.table.workbook;

import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.workbook.WorkbookTable.Sheet;
import io.kedang.kernel.Refusal;

import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A workbook in the format of Excel 97 to 2003. The file and the texts that cells share are held
/// in memory; its records are read as a stream.
public final class XlsBook {
    /// What a file and its records take in memory, in sizes of the file.
    private static final int BLOW_UP = 6;

    private final DirectoryNode root;
    private final String stream;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private final List<Integer> styles = new ArrayList<>();
    private final Map<Integer, String> codes = new HashMap<>();
    private @Nullable SSTRecord texts;
    private boolean from1904;

    private XlsBook(DirectoryNode root) throws IOException {
        this.root = root;
        this.stream = stream(root);
        readGlobals();
    }

    /// @param sheet name or number from 1, null to choose
    public static WorkbookTable open(TableFile file, @Nullable String sheet) throws IOException {
        if (size(file) > Runtime.getRuntime().maxMemory() / BLOW_UP) {
            throw new Refusal(TableProblem.TOO_MANY_TEXTS);
        }
        var system = guarded(() -> system(file));
        try {
            var book = guarded(() -> new XlsBook(system.getRoot()));
            return WorkbookTable.choose(book.sheets, sheet, book::rows, system);
        } catch (IOException | RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private static long size(TableFile file) throws IOException {
        try (var content = file.open()) {
            return content.size();
        }
    }

    private static POIFSFileSystem system(TableFile file) throws IOException {
        try (var content = file.stream()) {
            return new POIFSFileSystem(content);
        }
    }

    /// What POI throws at a damaged file is many kinds of runtime exception.
    static <T> T guarded(Reading<T> reading) {
        try {
            return reading.read();
        } catch (Refusal e) {
            throw e;
        } catch (EncryptedDocumentException e) {
            throw new Refusal(TableProblem.ENCRYPTED);
        } catch (IOException | RuntimeException e) {
            throw new Refusal(TableProblem.CORRUPT);
        }
    }

    interface Reading<T> {
        T read() throws IOException;
    }

    private static String stream(DirectoryNode root) {
        if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
            throw new Refusal(TableProblem.ENCRYPTED);
        }
        for (var name : root.getEntryNames()) {
            if (name.equalsIgnoreCase("Workbook")) {
                return name;
            }
        }
        throw new Refusal(
                root.hasEntryCaseInsensitive("Book")
                        ? TableProblem.OLD_WORKBOOK
                        : TableProblem.NOT_A_TABLE);
    }

    Supplier<@Nullable Record> records() throws IOException {
        var records = new RecordFactoryInputStream(root.createDocumentInputStream(stream), false);
        return records::nextRecord;
    }

    private void readGlobals() throws IOException {
        var bounds = new ArrayList<BoundSheetRecord>();
        var records = records();
        for (var record = records.get();
                record != null && !(record instanceof EOFRecord);
                record = records.get()) {
            switch (record) {
                case BoundSheetRecord bound -> bounds.add(bound);
                case SSTRecord shared -> texts = shared;
                case ExtendedFormatRecord style -> styles.add((int) style.getFormatIndex());
                case FormatRecord format ->
                        codes.put(format.getIndexCode(), format.getFormatString());
                case DateWindow1904Record window -> from1904 = window.getWindowing() == 1;
                default -> {}
            }
        }
        var byPosition = new ArrayList<>(bounds);
        byPosition.sort(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof));
        for (var bound : bounds) {
            boolean hidden = bound.isHidden() || bound.isVeryHidden();
            sheets.add(new Sheet(sheets.size(), bound.getSheetname(), hidden, null));
            order.add(byPosition.indexOf(bound));
        }
    }

    private RowSource rows(int index, boolean spans) {
        return guarded(() -> new XlsRows(this, order.get(index), spans));
    }

    boolean from1904() {
        return from1904;
    }

    String text(int index) {
        if (texts == null || index < 0 || index >= texts.getNumUniqueStrings()) {
            throw new Refusal(TableProblem.CORRUPT);
        }
        return texts.getString(index).getString();
    }

    CellFormat format(int style) {
        if (style < 0 || style >= styles.size()) {
            return CellFormat.GENERAL;
        }
        int id = styles.get(style);
        return CellFormat.of(id, codes.get(id));
    }
}
