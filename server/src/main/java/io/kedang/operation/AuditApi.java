package io.kedang.operation;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditFilter;
import io.kedang.audit.AuditGroup;
import io.kedang.audit.AuditOutcome;
import io.kedang.audit.AuditPlace;
import io.kedang.audit.AuditRecord;
import io.kedang.customer.export.ExportFormat;
import io.kedang.customer.outgoing.OutgoingFile;
import io.kedang.operation.register.EntryTexts;
import io.kedang.operation.register.RegisterTables;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/// The page of the register: who did what with whose data. Whoever may read it sees names of
/// fields, never their values.
@RestController
@RequestMapping("/api/v1/audit")
class AuditApi {
    record Actor(@Nullable UUID id, String name) {}

    record Entry(
            long id,
            Instant occurredAt,
            Actor actor,
            String channel,
            @Nullable String address,
            String trace,
            String action,
            String actionLabel,
            AuditOutcome outcome,
            String subjectKind,
            String subjectKindLabel,
            @Nullable UUID subjectId,
            @Nullable UUID customerId,
            List<String> fields,
            @Nullable String reason,
            List<EntryTexts.Fact> facts) {}

    record EntryPage(List<Entry> items, @Nullable String next) {}

    record ActionName(String code, String label) {}

    /// What entries can be filtered by, in the reader's language.
    record AuditChoices(
            List<ActionName> actions, List<ActionName> groups, List<ActionName> kinds) {}

    /// Kinds of things that are filtered by; there may be more in the register.
    private static final List<String> KINDS =
            List.of(
                    "customer",
                    "person",
                    "order",
                    "visit",
                    "export",
                    "print",
                    "import",
                    "user",
                    "role",
                    "department",
                    "policy",
                    "request",
                    "handover",
                    "view",
                    "bulk",
                    "token",
                    "key",
                    "audit",
                    "company");

    private final Audit audit;
    private final EntryTexts texts;
    private final RegisterTables tables;

    AuditApi(Audit audit, EntryTexts texts, RegisterTables tables) {
        this.audit = audit;
        this.texts = texts;
        this.tables = tables;
    }

    /// Newest first; `after` is the place where the page before ended.
    ///
    /// @param number of an export or print, as it stands on it; what else is asked for is then left
    /// aside
    @GetMapping
    @Needs(Right.AUDIT_READ)
    EntryPage list(
            @RequestParam(required = false) @Nullable UUID user,
            @RequestParam(required = false) @Nullable UUID customer,
            @RequestParam(required = false) @Nullable AuditAction action,
            @RequestParam(required = false) @Nullable AuditGroup group,
            @RequestParam(required = false) @Nullable AuditOutcome outcome,
            @RequestParam(name = "of", required = false) @Nullable @Size(max = 40) String kind,
            @RequestParam(required = false) @Nullable @Size(max = 60) String address,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{1,18}") String number,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{1,18}_\\d{1,18}")
                    String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size,
            Locale language) {
        if (number != null) {
            var found = audit.listOfOutgoingFile(OutgoingFile.numberText(Long.parseLong(number)));
            return new EntryPage(found.stream().map(each -> entry(each, language)).toList(), null);
        }
        var filter =
                new AuditFilter(user, customer, action, group, outcome, kind, address, from, to);
        audit.writeNotes();
        var items =
                audit.list(filter, place(after), size).stream()
                        .map(record -> entry(record, language))
                        .toList();
        var next = items.size() < size ? null : place(items.getLast());
        return new EntryPage(items, next);
    }

    /// The same entries, up to 100,000, as a file for a spreadsheet.
    @GetMapping("/table")
    @Needs(Right.AUDIT_READ)
    ResponseEntity<Resource> table(
            @RequestParam(required = false) @Nullable UUID user,
            @RequestParam(required = false) @Nullable UUID customer,
            @RequestParam(required = false) @Nullable AuditAction action,
            @RequestParam(required = false) @Nullable AuditGroup group,
            @RequestParam(required = false) @Nullable AuditOutcome outcome,
            @RequestParam(name = "of", required = false) @Nullable @Size(max = 40) String kind,
            @RequestParam(required = false) @Nullable @Size(max = 60) String address,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "XLSX") ExportFormat as,
            Locale language)
            throws IOException {
        var filter =
                new AuditFilter(user, customer, action, group, outcome, kind, address, from, to);
        audit.writeNotes();
        var file = tables.export(filter, as, language);
        return ResponseEntity.ok()
                .contentType(file.type())
                .contentLength(file.content().size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(Channels.newInputStream(file.content())));
    }

    @GetMapping("/choices")
    @Needs(Right.AUDIT_READ)
    AuditChoices choices(Locale language) {
        return new AuditChoices(
                names("audit.action.", Arrays.stream(AuditAction.values()), language),
                names("audit.group.", Arrays.stream(AuditGroup.values()), language),
                names("audit.kind.", KINDS.stream(), language));
    }

    private List<ActionName> names(String key, Stream<?> codes, Locale language) {
        return codes.map(Object::toString)
                .map(code -> new ActionName(code, texts.text(key + code, code, language)))
                .toList();
    }

    private static @Nullable AuditPlace place(@Nullable String after) {
        if (after == null) {
            return null;
        }
        var parts = after.split("_", 2);
        long micros = Long.parseLong(parts[0]);
        return new AuditPlace(
                Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                Long.parseLong(parts[1]));
    }

    private static String place(Entry last) {
        var at = last.occurredAt();
        return (at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000) + "_" + last.id();
    }

    private Entry entry(AuditRecord record, Locale language) {
        return new Entry(
                record.id(),
                record.occurredAt(),
                new Actor(record.actorId(), texts.actor(record, language)),
                record.channel(),
                record.address(),
                record.trace(),
                record.action(),
                texts.action(record.action(), language),
                EntryTexts.outcome(record.action()),
                record.subjectKind(),
                texts.kind(record.subjectKind(), language),
                record.subjectId(),
                record.customerId(),
                record.fields(),
                record.reason(),
                texts.facts(record, language));
    }
}
