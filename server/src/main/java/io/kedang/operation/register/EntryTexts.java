package io.kedang.operation.register;

import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditOutcome;
import io.kedang.audit.AuditRecord;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What entries of the register are called in the reader's language.
@Component
public class EntryTexts {
    /// What binds an entry to its list of customers tells readers nothing.
    private static final Set<String> OF_THE_CHAIN = Set.of("list", "listed");

    private final MessageSource messages;

    EntryTexts(MessageSource messages) {
        this.messages = messages;
    }

    /// One detail of an entry.
    public record Fact(String code, String label, String value) {}

    public String action(String code, Locale language) {
        return text("audit.action." + code, code, language);
    }

    public String kind(String code, Locale language) {
        return text("audit.kind." + code, code, language);
    }

    /// Who acted; nobody has a name of his own for each way in.
    public String actor(AuditRecord record, Locale language) {
        if (record.actorId() != null || !record.actorName().isEmpty()) {
            return record.actorName();
        }
        return text(
                "audit.nobody." + record.channel(), text("audit.nobody", "", language), language);
    }

    public List<Fact> facts(AuditRecord record, Locale language) {
        return record.detail().entrySet().stream()
                .filter(each -> !OF_THE_CHAIN.contains(each.getKey()))
                .map(each -> fact(each.getKey(), each.getValue(), language))
                .sorted(Comparator.comparing(Fact::code))
                .toList();
    }

    private Fact fact(String code, String value, Locale language) {
        var label = text("audit.fact." + code, code, language);
        return new Fact(code, label, text("audit.fact." + code + "." + value, value, language));
    }

    /// A later release may have written actions that this one does not know.
    public static AuditOutcome outcome(String action) {
        return Arrays.stream(AuditAction.values())
                .filter(known -> known.name().equals(action))
                .findFirst()
                .map(AuditOutcome::of)
                .orElse(AuditOutcome.DONE);
    }

    /// @param otherwise may come from outside: shown as it is, never read as a pattern of a text
    public String text(String key, String otherwise, Locale language) {
        var found = messages.getMessage(key, null, null, language);
        return found == null ? otherwise : found;
    }
}
