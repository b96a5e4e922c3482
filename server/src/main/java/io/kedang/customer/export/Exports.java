package io.kedang.customer.export;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerLists;
import io.kedang.customer.CustomerQuery;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.condition.ConditionFields;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;

/// The door by which lists leave the house. A file holds what the list shows to whoever asks for
/// it, in the same order and masked alike, without the customers whose data he may not take along;
/// every one is in the audit before its first byte goes out.
@Service
public class Exports {
    private static final int PAGE = 500;

    private final CustomerLists lists;
    private final ExportColumns columns;
    private final Companies companies;
    private final MessageSource messages;
    private final Audit audit;
    private final Clock clock;
    private final int most;

    Exports(
            CustomerLists lists,
            ExportColumns columns,
            Companies companies,
            MessageSource messages,
            Audit audit,
            Clock clock,
            @Value("${kedang.export.most-rows:100000}") int most) {
        this.lists = lists;
        this.columns = columns;
        this.companies = companies;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
        this.most = most;
    }

    /// Writes all pages of the query into one file, as the list stood at one moment. Refuses lists
    /// of more rows than a file may have before it reads the first of them.
    ///
    /// @param query its fields are the columns; its page doesn't matter
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public ExportFile export(CustomerQuery query, ExportFormat format, Locale locale) {
        CurrentUser.get().need(Right.EXPORT);
        int counted = lists.count(query, Action.EXPORT, most + 1);
        if (counted > most) {
            throw new Refusal(ExportProblem.TOO_MANY_ROWS, most);
        }
        try {
            var content = ExportFile.temporary();
            try {
                int rows = write(query, format, locale, content);
                record(query, format, rows);
                content.position(0);
                return new ExportFile(name(format, locale), format.type(), rows, content);
            } catch (IOException | RuntimeException e) {
                content.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int write(CustomerQuery query, ExportFormat format, Locale locale, FileChannel content)
            throws IOException {
        int rows = 0;
        var title = messages.getMessage("export.title", null, locale);
        var headings = columns.headings(query.fields(), locale);
        var out = ExportFile.into(content);
        try (var file = format.open(out, title, headings)) {
            @Nullable String after = null;
            do {
                var page = lists.page(query.page(PAGE, after), Action.EXPORT);
                for (var customer : page.items()) {
                    file.row(columns.cells(customer, query.fields(), locale));
                    rows++;
                }
                after = page.next();
            } while (after != null);
        }
        out.flush();
        return rows;
    }

    private void record(CustomerQuery query, ExportFormat format, int rows) {
        var entry =
                AuditEntry.of(AuditAction.EXPORTED, "export", NewId.next())
                        .fields(query.fields().stream().map(Field::key).toList())
                        .detail("rows", rows)
                        .detail("format", format.name())
                        .detail("search", !query.q().isBlank())
                        .detail("bin", query.voided());
        var filtered = ConditionFields.of(query.filter());
        audit.record(
                filtered.isEmpty() ? entry : entry.detail("filter", String.join(" ", filtered)));
    }

    private String name(ExportFormat format, Locale locale) {
        var today = LocalDate.ofInstant(clock.instant(), companies.zone());
        return messages.getMessage("export.title", null, locale)
                + "_"
                + today
                + "."
                + format.extension();
    }
}
