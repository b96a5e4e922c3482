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
import io.kedang.customer.outgoing.OutgoingFile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
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
            List<Fact> facts) {}

    record Fact(String code, String label, String value) {}

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
                    "token",
                    "key",
                    "audit",
                    "company");

    private final Audit audit;
    private final MessageSource messages;

    AuditApi(Audit audit, MessageSource messages) {
        this.audit = audit;
        this.messages = messages;
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
                .map(code -> new ActionName(code, text(key + code, code, language)))
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
                new Actor(record.actorId(), actorName(record, language)),
                record.channel(),
                record.address(),
                record.trace(),
                record.action(),
                text("audit.action." + record.action(), record.action(), language),
                outcome(record.action()),
                record.subjectKind(),
                text("audit.kind." + record.subjectKind(), record.subjectKind(), language),
                record.subjectId(),
                record.customerId(),
                record.fields(),
                record.reason(),
                record.detail().entrySet().stream()
                        .map(each -> fact(each.getKey(), each.getValue(), language))
                        .sorted(Comparator.comparing(Fact::code))
                        .toList());
    }

    private String actorName(AuditRecord record, Locale language) {
        if (record.actorId() != null || !record.actorName().isEmpty()) {
            return record.actorName();
        }
        return text(
                "audit.nobody." + record.channel(), text("audit.nobody", "", language), language);
    }

    private Fact fact(String code, String value, Locale language) {
        var label = text("audit.fact." + code, code, language);
        return new Fact(code, label, text("audit.fact." + code + "." + value, value, language));
    }

    /// A later release may have written actions that this one does not know.
    private static AuditOutcome outcome(String action) {
        return Arrays.stream(AuditAction.values())
                .filter(known -> known.name().equals(action))
                .findFirst()
                .map(AuditOutcome::of)
                .orElse(AuditOutcome.DONE);
    }

    /// @param otherwise may come from outside: shown as it is, never read as a pattern of a text
    private String text(String key, String otherwise, Locale language) {
        var found = messages.getMessage(key, null, null, language);
        return found == null ? otherwise : found;
    }
}
