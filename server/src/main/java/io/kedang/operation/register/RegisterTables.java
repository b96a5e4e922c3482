package io.kedang.operation.register;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.audit.AuditFilter;
import io.kedang.audit.AuditPlace;
import io.kedang.audit.AuditRecord;
import io.kedang.customer.export.ExportFormat;
import io.kedang.customer.export.ExportProblem;
import io.kedang.customer.export.Origin;
import io.kedang.customer.export.PassingFile;
import io.kedang.customer.export.TableFile;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.SealedFiles;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The door to the register as a table: what the page shows, for a spreadsheet. What others are to
/// trust leaves by [Evidences].
@Service
public class RegisterTables {
    static final int MOST = 100_000;
    private static final int PAGE = 1_000;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final List<String> COLUMNS =
            List.of(
                    "at",
                    "user",
                    "action",
                    "outcome",
                    "kind",
                    "subject",
                    "customer",
                    "fields",
                    "reason",
                    "facts",
                    "channel",
                    "address",
                    "number");

    private final Audit audit;
    private final EntryTexts texts;
    private final Companies companies;
    private final SealedFiles sealed;
    private final Clock clock;

    RegisterTables(
            Audit audit, EntryTexts texts, Companies companies, SealedFiles sealed, Clock clock) {
        this.audit = audit;
        this.texts = texts;
        this.companies = companies;
        this.sealed = sealed;
        this.clock = clock;
    }

    /// A finished table, at its beginning. Whoever closes the content leaves nothing on the disk.
    public record RegisterTable(String name, MediaType type, SeekableByteChannel content) {}

    /// Writes the entries that the filter lets through, the newest first, as they stood at one
    /// moment. Refuses more than 100,000.
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public RegisterTable export(AuditFilter filter, ExportFormat format, Locale locale) {
        CurrentUser.get().need(Right.AUDIT_READ);
        try {
            var content = PassingFile.create(sealed);
            try {
                int rows = write(filter, format, locale, content);
                audit.record(
                        AuditEntry.of(AuditAction.EXPORTED, "audit", NewId.next())
                                .customer(filter.customer())
                                .detail("rows", rows)
                                .detail("format", format.name()));
                return new RegisterTable(name(format, locale), format.type(), content.reading());
            } catch (IOException | RuntimeException e) {
                content.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int write(AuditFilter filter, ExportFormat format, Locale locale, PassingFile content)
            throws IOException {
        var zone = companies.zone();
        var origin =
                new Origin(
                        heading("title", locale),
                        texts.text("outgoing.origin", "", locale),
                        CurrentUser.get().displayName()
                                + " "
                                + MOMENT.format(clock.instant().atZone(zone)),
                        texts.text("outgoing.notice", "", locale));
        var headings = COLUMNS.stream().map(each -> heading(each, locale)).toList();
        int rows = 0;
        try (var out = content.writing();
                var table = format.open(out, origin, headings)) {
            @Nullable AuditPlace after = null;
            List<AuditRecord> page;
            do {
                page = audit.list(filter, after, PAGE);
                rows += page.size();
                if (rows > MOST) {
                    throw new Refusal(ExportProblem.TOO_MANY_ROWS, MOST);
                }
                write(page, table, locale);
                after = page.isEmpty() ? null : page.getLast().place();
            } while (page.size() == PAGE);
        }
        return rows;
    }

    private void write(List<AuditRecord> page, TableFile table, Locale locale) throws IOException {
        var zone = companies.zone();
        for (var record : page) {
            table.row(cells(record, zone, locale));
        }
    }

    private List<@Nullable Object> cells(AuditRecord record, ZoneId zone, Locale locale) {
        var facts =
                texts.facts(record, locale).stream()
                        .map(fact -> fact.label() + ": " + fact.value())
                        .collect(Collectors.joining("; "));
        var outcome = EntryTexts.outcome(record.action());
        return Arrays.asList(
                MOMENT.format(record.occurredAt().atZone(zone)),
                texts.actor(record, locale),
                texts.action(record.action(), locale),
                texts.text("audit.outcome." + outcome, outcome.name(), locale),
                texts.kind(record.subjectKind(), locale),
                Objects.toString(record.subjectId(), null),
                Objects.toString(record.customerId(), null),
                String.join(" ", record.fields()),
                record.reason(),
                facts,
                record.channel(),
                record.address(),
                record.id());
    }

    private String heading(String column, Locale locale) {
        return texts.text("audit.column." + column, column, locale);
    }

    private String name(ExportFormat format, Locale locale) {
        return Stream.of(
                        heading("title", locale),
                        LocalDate.ofInstant(clock.instant(), companies.zone()).toString())
                .collect(Collectors.joining("_", "", "." + format.extension()));
    }
}
