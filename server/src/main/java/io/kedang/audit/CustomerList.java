package io.kedang.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kedang.kernel.NewId;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// The customers that one entry is about together. The entry names the list and its hash, so that
/// its MAC vouches for every one of them.
record CustomerList(UUID id, List<UUID> customers) {
    /// The names of the details that bind list and entry.
    static final String ID = "list";

    static final String HASH = "listed";

    static CustomerList of(List<UUID> customers) {
        return new CustomerList(NewId.next(), List.copyOf(customers));
    }

    AuditEntry namedBy(AuditEntry entry) {
        return entry.detail(ID, id).detail(HASH, hash());
    }

    /// SHA-256 of the ids, put together with commas.
    private String hash() {
        var text = customers.stream().map(UUID::toString).collect(Collectors.joining(","));
        return HexFormat.of().formatHex(AuditSeal.sha256().digest(text.getBytes(US_ASCII)));
    }

    /// A list as it is stored.
    record Row(UUID id, Instant occurredAt, List<UUID> customers) {}

    Row at(Instant occurredAt) {
        return new Row(id, occurredAt, customers);
    }
}
