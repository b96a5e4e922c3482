package io.kedang.audit.chain;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An entry as it stands in the database, and the hash that stands for it in the public chain.
///
/// What people are called, where they sit and what they typed is in that hash only as a salted hash
/// of its own, so that an export can keep it back and still be verified. The salt comes from the
/// entry's MAC, which nobody can guess.
public record EntryRow(
        long id,
        Instant occurredAt,
        @Nullable UUID actor,
        String name,
        String channel,
        @Nullable String address,
        String trace,
        String action,
        String kind,
        @Nullable UUID subject,
        @Nullable UUID customer,
        List<String> fields,
        @Nullable String reason,
        SortedMap<String, String> detail,
        long writer,
        long sequence,
        byte[] mac) {
    /// What an export may keep back.
    public enum Closed {
        NAME,
        ADDRESS,
        REASON,
        DETAIL;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public byte[] leaf() {
        var text = new ChainText();
        text.put(id).put(occurredAt).put(actor).put(channel).put(trace).put(action);
        text.put(kind).put(subject).put(customer).put(fields).put(writer).put(sequence);
        for (var closed : Closed.values()) {
            text.put(HexFormat.of().formatHex(hash(closed)));
        }
        return text.hash();
    }

    /// SHA-256 over the salt and the text of the value.
    public byte[] hash(Closed closed) {
        var digest = ChainText.sha256();
        digest.update(salt(closed));
        return digest.digest(new ChainText().put(value(closed)).bytes());
    }

    /// HMAC-SHA-256 of the column's name under the entry's MAC: whoever is shown one value learns
    /// nothing that helps with the others.
    public byte[] salt(Closed closed) {
        try {
            var hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(mac, "HmacSHA256"));
            return hmac.doFinal(closed.key().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    private @Nullable Object value(Closed closed) {
        return switch (closed) {
            case NAME -> name;
            case ADDRESS -> address;
            case REASON -> reason;
            case DETAIL -> {
                var flat = new ArrayList<String>();
                detail.forEach(
                        (fact, value) -> {
                            flat.add(fact);
                            flat.add(value);
                        });
                yield flat;
            }
        };
    }
}
