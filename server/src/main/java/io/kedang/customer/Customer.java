package io.kedang.customer;

import io.kedang.access.policy.FieldSight;
import io.kedang.customer.record.Content;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// 客户档案: one customer's file as it stands in the database.
///
/// @param values clear values by field key, in their normal form; absent where there is none
/// @param sealed ciphertexts by field key, of the fields that are sensitive in this record
/// @param readers who reads it by relation
/// @param sight what the policies let the one see who read it
public record Customer(
        CustomerId id,
        CustomerKind kind,
        String fileNumber,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant voidedAt,
        @Nullable String voidReason,
        List<Integer> readers,
        Map<String, Object> values,
        Map<String, String> sealed,
        FieldSight sight) {

    public Customer {
        values = Collections.unmodifiableMap(values);
        sealed = Map.copyOf(sealed);
    }

    /// The same file with the version that a change gave it.
    Customer at(int newVersion) {
        return new Customer(
                id,
                kind,
                fileNumber,
                newVersion,
                createdAt,
                updatedAt,
                voidedAt,
                voidReason,
                readers,
                values,
                sealed,
                sight);
    }

    /// The file after a change, with the next version.
    Customer with(Content content, List<Integer> newReaders, Instant now) {
        return new Customer(
                id,
                kind,
                fileNumber,
                version + 1,
                createdAt,
                now,
                voidedAt,
                voidReason,
                newReaders,
                content.clear(),
                content.sealed(),
                sight);
    }

    /// The file after it went to the recycle bin, or came back.
    Customer moved(@Nullable Instant voided, @Nullable String reason, Instant now) {
        return new Customer(
                id,
                kind,
                fileNumber,
                version + 1,
                createdAt,
                now,
                voided,
                reason,
                readers,
                values,
                sealed,
                sight);
    }

    /// Its values, those of the file itself (number, kind, times) left out.
    public Content content() {
        return new Content(values, sealed);
    }

    public String name() {
        return (String) values.getOrDefault("name", "");
    }

    public @Nullable UUID owner() {
        return (UUID) values.get("owner");
    }

    public @Nullable UUID department() {
        return (UUID) values.get("department");
    }

    public @Nullable LocalDate filedOn() {
        return (LocalDate) values.get("filedOn");
    }

    /// The value of a field of the file itself or a clear one; null for sealed and empty ones.
    public @Nullable Object clear(String key) {
        return switch (key) {
            case "kind" -> kind.name();
            case "fileNumber" -> fileNumber;
            case "createdAt" -> createdAt;
            case "updatedAt" -> updatedAt;
            default -> values.get(key);
        };
    }
}
