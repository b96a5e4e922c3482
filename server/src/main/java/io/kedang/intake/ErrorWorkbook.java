package io.kedang.intake;

import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.intake.Imports.SeenRow;
import io.kedang.intake.kind.Outcome;
import io.kedang.intake.table.Row;
import io.kedang.intake.table.TableReader;
import io.kedang.intake.table.TableSource;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The rows that were refused, as they stand in the file, with the reason behind: to be corrected
/// and brought again. Every cell is a text, so that nothing in it is a formula.
@Component
class ErrorWorkbook {
    private static final Set<Outcome> REFUSED = EnumSet.of(Outcome.WRONG, Outcome.SUSPECTED);
    private static final int AT_ONCE = 500;
    private static final int LONGEST_CELL = 32_767;
    private static final int MOST_ROWS = 1_000_000;
    private static final String WRONG = "FFC7CE";
    private static final int REASON_WIDTH = 60;

    private final Imports imports;
    private final Spool spool;
    private final ImportTexts texts;
    private final Audit audit;
    private final TransactionTemplate transaction;

    ErrorWorkbook(
            Imports imports,
            Spool spool,
            ImportTexts texts,
            Audit audit,
            TransactionTemplate transaction) {
        this.imports = imports;
        this.spool = spool;
        this.texts = texts;
        this.audit = audit;
        this.transaction = transaction;
    }

    void write(Import wanted, Locale locale, OutputStream to) throws IOException {
        var taken =
                AuditEntry.of(AuditAction.EXPORTED, Imports.SUBJECT, wanted.id().value())
                        .detail("rows", wanted.counts().refused())
                        .reason(wanted.fileName());
        transaction.executeWithoutResult(_ -> audit.record(taken));
        try (var table = TableSource.open(spool.get(wanted), wanted.options());
                var workbook = new Workbook(to, "Kedang", "1.0")) {
            var sheet = workbook.newWorksheet("1");
            heading(wanted, locale, sheet);
            rows(wanted, locale, table, sheet);
        }
    }

    private void heading(Import wanted, Locale locale, Worksheet sheet) {
        var columns = wanted.plan().columns();
        for (int column = 0; column < columns.size(); column++) {
            sheet.value(0, column, columns.get(column).name());
        }
        sheet.value(0, columns.size(), texts.text("intake.errors.reason", locale));
        sheet.range(0, 0, 0, columns.size()).style().bold().set();
        sheet.width(columns.size(), REASON_WIDTH);
        sheet.freezePane(0, 1);
    }

    private void rows(Import wanted, Locale locale, TableReader table, Worksheet sheet)
            throws IOException {
        long after = 0;
        int at = 1;
        @Nullable Row current = null;
        while (true) {
            var page = imports.rows(wanted, REFUSED, after, AT_ONCE);
            for (var refused : page) {
                while (current == null || current.number() < refused.result().row()) {
                    current = table.next();
                    if (current == null) {
                        return;
                    }
                }
                row(wanted, locale, sheet, at++, refused, current);
            }
            if (page.size() < AT_ONCE || at > MOST_ROWS) {
                return;
            }
            after = page.getLast().result().row();
            sheet.flush();
        }
    }

    private void row(
            Import wanted, Locale locale, Worksheet sheet, int at, SeenRow refused, Row original) {
        var cells = refused.cells() == null ? original.cells() : refused.cells();
        int columns = wanted.plan().columns().size();
        for (int column = 0; column < Math.min(cells.size(), columns); column++) {
            sheet.value(at, column, storable(cells.get(column)));
        }
        for (var problem : refused.result().problems()) {
            if (problem.column() >= 0 && problem.column() < columns) {
                sheet.style(at, problem.column()).fillColor(WRONG).set();
            }
        }
        sheet.value(at, columns, storable(texts.reason(wanted, refused, locale)));
        sheet.style(at, columns).wrapText(true).set();
    }

    /// XML knows no control characters, and a cell has an end.
    private static String storable(String text) {
        var kept = new StringBuilder();
        text.codePoints()
                .filter(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF || c == '\n' || c == '\t')
                .limit(LONGEST_CELL)
                .forEach(kept::appendCodePoint);
        return kept.length() <= LONGEST_CELL
                ? kept.toString()
                : kept.substring(0, LONGEST_CELL - 1);
    }
}
