package io.kedang.audit.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.audit.SigningKeys;
import io.kedang.audit.chain.ChainLink;
import io.kedang.audit.chain.EntryRow;
import io.kedang.audit.chain.Gaps;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes evidence line by line, and at its end a signature of all of it.
final class EvidenceWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OutputStream out;
    private final SigningKeys keys;
    private final MessageDigest all = sha256();
    private boolean clear;
    private long seals;
    private long entries;

    EvidenceWriter(OutputStream out, SigningKeys keys) {
        this.out = out;
        this.keys = keys;
    }

    void begin(Evidence.Wanted wanted, Instant now, ChainLink before, List<String> introductions)
            throws IOException {
        clear = wanted.clear();
        var known = new LinkedHashMap<String, String>();
        for (int version : keys.versions()) {
            known.put(keys.name(version), SigningKeys.base64(keys.open(version)));
        }
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("evidence", "kedang-audit");
        line.put("version", 1);
        line.put("made", now.toString());
        line.put("from", wanted.from().toString());
        line.put("until", wanted.until().toString());
        line.put("clear", clear);
        line.put("after", before.number());
        line.put("chain", ChainLink.hex(before.chain()));
        line.put("keys", known);
        line.put("introductions", introductions);
        write(line);
    }

    void seal(ChainLink.Sealed seal, ChainLink link, Map<Long, EntryRow> found, Gaps gaps)
            throws IOException {
        boolean emptied = gaps.hasAll(seal.number());
        var removed =
                seal.entries().stream()
                        .filter(id -> !found.containsKey(id))
                        .filter(id -> emptied || gaps.find(id) != null)
                        .toList();
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("seal", seal.number());
        line.put("at", seal.sealedAt().toString());
        line.put("first", seal.firstAt().toString());
        line.put("last", seal.lastAt().toString());
        line.put("total", seal.total());
        line.put("entries", seal.entries());
        line.put(
                "hashes",
                emptied
                        ? List.of()
                        : seal.entries().stream()
                                .map(id -> hash(found.get(id), id, gaps))
                                .toList());
        if (emptied) {
            line.put("content", ChainLink.hex(link.content()));
        }
        if (!removed.isEmpty()) {
            line.put("removed", removed);
        }
        line.put("chain", ChainLink.hex(link.chain()));
        write(line);
        for (long id : seal.entries()) {
            var entry = found.get(id);
            if (entry != null) {
                entry(entry);
            }
        }
        seals++;
    }

    /// @param line as it stands in the file of the check points
    void checkpoint(String line) throws IOException {
        write(Map.of("checkpoint", line));
    }

    void end() throws IOException {
        int version = keys.newest();
        var digest = ChainLink.hex(all.digest());
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("end", Map.of("seals", seals, "entries", entries));
        line.put("sha256", digest);
        line.put("key", keys.name(version));
        line.put("signature", keys.sign(version, "kedang-audit evidence 1 " + digest));
        out.write((JSON.writeValueAsString(line) + "\n").getBytes(UTF_8));
    }

    private static String hash(@Nullable EntryRow entry, long id, Gaps gaps) {
        if (entry != null) {
            return ChainLink.hex(entry.leaf());
        }
        var gone = gaps.find(id);
        return gone == null ? "" : ChainLink.hex(gone.leaf());
    }

    private void entry(EntryRow entry) throws IOException {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("entry", entry.id());
        line.put("at", entry.occurredAt().toString());
        line.put("actor", Objects.toString(entry.actor(), null));
        line.put("channel", entry.channel());
        line.put("trace", entry.trace());
        line.put("action", entry.action());
        line.put("kind", entry.kind());
        line.put("subject", Objects.toString(entry.subject(), null));
        line.put("customer", Objects.toString(entry.customer(), null));
        line.put("fields", entry.fields());
        line.put("writer", Long.toString(entry.writer()));
        line.put("sequence", entry.sequence());
        for (var closed : EntryRow.Closed.values()) {
            line.put(closed.key(), closed(entry, closed));
        }
        write(line);
        entries++;
    }

    private Map<String, @Nullable Object> closed(EntryRow entry, EntryRow.Closed closed) {
        var told = new LinkedHashMap<String, @Nullable Object>();
        if (clear) {
            told.put("salt", ChainLink.hex(entry.salt(closed)));
            told.put(
                    "value",
                    switch (closed) {
                        case NAME -> entry.name();
                        case ADDRESS -> entry.address();
                        case REASON -> entry.reason();
                        case DETAIL -> entry.detail();
                    });
        } else {
            told.put("hash", ChainLink.hex(entry.hash(closed)));
        }
        return told;
    }

    private void write(Map<String, @Nullable Object> line) throws IOException {
        var bytes = (JSON.writeValueAsString(line) + "\n").getBytes(UTF_8);
        all.update(bytes);
        out.write(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
