package io.kedang.customer.export;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerLists;
import io.kedang.customer.CustomerQuery;
import io.kedang.customer.outgoing.OutgoingFile;
import io.kedang.customer.outgoing.OutgoingFiles;
import io.kedang.customer.watch.Readings;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.condition.ConditionFields;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.SealedFiles;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ObjIntConsumer;

/// The door by which lists leave the house. A file holds what the list shows to whoever asks for
/// it, in the same order and masked alike, without the customers whose data he may not take along;
/// what leaves is counted and in the audit before its first byte goes out.
@Service
public class Exports {
    private static final int PAGE = 500;

    private final CustomerLists lists;
    private final ExportColumns columns;
    private final Companies companies;
    private final MessageSource messages;
    private final OutgoingFiles outgoing;
    private final Readings readings;
    private final SealedFiles sealed;
    private final TransactionTemplate atOneMoment;
    private final Clock clock;
    private final int most;

    Exports(
            CustomerLists lists,
            ExportColumns columns,
            Companies companies,
            MessageSource messages,
            OutgoingFiles outgoing,
            Readings readings,
            SealedFiles sealed,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${kedang.export.most-rows:100000}") int most) {
        this.lists = lists;
        this.columns = columns;
        this.companies = companies;
        this.messages = messages;
        this.outgoing = outgoing;
        this.readings = readings;
        this.sealed = sealed;
        this.clock = clock;
        atOneMoment = new TransactionTemplate(transactions);
        atOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        atOneMoment.setReadOnly(true);
        this.most = most;
    }

    /// Writes all pages of the query into one file, as the list stood at one moment. Refuses lists
    /// of more rows than may leave before it reads the first of them.
    ///
    /// @param query its fields are the columns; its page doesn't matter
    public ExportFile export(CustomerQuery query, ExportFormat format, Locale locale) {
        return export(query, format, locale, outgoing::expect, outgoing::release);
    }

    /// Lets a file go, or refuses it.
    interface Release {
        void release(OutgoingFile file, List<CustomerId> customers, AuditEntry entry);
    }

    /// @param expect refuses a file of so many rows before it is made
    ExportFile export(
            CustomerQuery query,
            ExportFormat format,
            Locale locale,
            ObjIntConsumer<OutgoingFile> expect,
            Release release) {
        CurrentUser.get().need(Right.EXPORT);
        var leaving = outgoing.begin(OutgoingFile.Kind.LIST, format.name(), locale);
        try {
            var content = PassingFile.create(sealed);
            try {
                var customers =
                        Objects.requireNonNull(
                                atOneMoment.execute(
                                        _ -> {
                                            expect.accept(leaving, count(query));
                                            return write(query, format, locale, leaving, content);
                                        }));
                release.release(leaving, customers, entry(leaving, query));
                return new ExportFile(
                        name(format, locale),
                        leaving,
                        format.type(),
                        customers.size(),
                        content.reading());
            } catch (IOException | RuntimeException e) {
                content.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many rows the file would have; refuses more than any file may.
    int count(CustomerQuery query) {
        int counted = lists.count(query, Action.EXPORT, most + 1);
        if (counted > most) {
            throw new Refusal(ExportProblem.TOO_MANY_ROWS, most);
        }
        return counted;
    }

    private List<CustomerId> write(
            CustomerQuery query,
            ExportFormat format,
            Locale locale,
            OutgoingFile leaving,
            PassingFile content) {
        try {
            return writeRows(query, format, locale, leaving, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<CustomerId> writeRows(
            CustomerQuery query,
            ExportFormat format,
            Locale locale,
            OutgoingFile leaving,
            PassingFile content)
            throws IOException {
        var customers = new ArrayList<CustomerId>();
        var origin =
                new Origin(
                        text("export.title", locale),
                        text("outgoing.origin", locale),
                        leaving.mark(),
                        text("outgoing.notice", locale));
        var headings = columns.headings(query.fields(), locale);
        try (var out = content.writing();
                var file = format.open(out, origin, headings)) {
            @Nullable String after = null;
            do {
                var page = lists.page(query.page(PAGE, after), Action.EXPORT);
                readings.taken(
                        page.items().stream().map(customer -> customer.id().value()).toList());
                for (var customer : page.items()) {
                    file.row(columns.cells(customer, query.fields(), locale));
                    customers.add(customer.id());
                }
                after = page.next();
            } while (after != null);
        }
        return customers;
    }

    static AuditEntry entry(OutgoingFile file, CustomerQuery query) {
        var entry =
                AuditEntry.of(AuditAction.EXPORTED, "export", file.id())
                        .fields(query.fields().stream().map(Field::key).toList())
                        .detail("format", file.format())
                        .detail("search", !query.q().isBlank())
                        .detail("bin", query.voided());
        var filtered = ConditionFields.of(query.filter());
        return filtered.isEmpty() ? entry : entry.detail("filter", String.join(" ", filtered));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private String name(ExportFormat format, Locale locale) {
        var today = LocalDate.ofInstant(clock.instant(), companies.zone());
        return text("export.title", locale) + "_" + today + "." + format.extension();
    }
}
