package io.kedang.audit;

import io.kedang.kernel.Actor;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// What is inserted: all columns and the MAC over them.
record AuditRow(
        Instant occurredAt,
        @Nullable UUID actorId,
        String actorName,
        Actor.Channel channel,
        @Nullable String address,
        String trace,
        AuditAction action,
        String subjectKind,
        @Nullable UUID subjectId,
        @Nullable UUID customerId,
        List<String> fields,
        @Nullable String reason,
        Map<String, String> detail,
        long writer,
        long writerSeq,
        byte[] mac) {
    static AuditRow of(
            AuditEntry entry,
            Instant occurredAt,
            @Nullable UUID actorId,
            String actorName,
            Actor actor,
            long writer,
            long writerSeq,
            AuditMac mac) {
        var name = storable(actorName);
        var address = actor.address() == null ? null : storable(actor.address());
        var trace = storable(actor.trace());
        var fields = entry.fields().stream().map(AuditRow::storable).toList();
        var reason = entry.reason() == null ? null : storable(entry.reason());
        var detail =
                entry.detail().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> storable(each.getValue())));
        mac.put(occurredAt).put(actorId).put(name).put(actor.channel()).put(address).put(trace);
        mac.put(entry.action()).put(entry.kind()).put(entry.subject()).put(entry.customer());
        mac.put(fields).put(reason).put(detail).put(writer).put(writerSeq);
        return new AuditRow(
                occurredAt,
                actorId,
                name,
                actor.channel(),
                address,
                trace,
                entry.action(),
                entry.kind(),
                entry.subject(),
                entry.customer(),
                fields,
                reason,
                detail,
                writer,
                writerSeq,
                mac.finish());
    }

    /// The database takes neither NUL nor half a surrogate pair; what a stranger types as his name
    /// may not keep his attempt out of the register.
    private static String storable(String text) {
        var whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replace('\u0000', '\uFFFD');
    }
}
