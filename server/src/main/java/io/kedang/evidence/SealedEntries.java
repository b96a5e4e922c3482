package io.kedang.evidence;

import io.kedang.evidence.EvidenceFault.Kind;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The entries of one seal against the hashes that the seal names.
final class SealedEntries {
    /// Takes what is wrong.
    interface Faults {
        void add(Kind kind, long line, Object... arguments);
    }

    private final long number;
    private final List<Long> ids;
    private final List<String> hashes = new ArrayList<>();
    private final Set<Long> removed = new HashSet<>();
    private final Faults faults;

    SealedEntries(JsonNode seal, List<Long> ids, Faults faults) {
        this.number = seal.path("seal").asLong();
        this.ids = ids;
        this.faults = faults;
        seal.path("hashes").forEach(hash -> hashes.add(hash.asString()));
        seal.path("removed").forEach(id -> removed.add(id.asLong()));
    }

    /// @param found what stands in the lines after the seal's
    void check(long sealLine, List<JsonNode> found) {
        var places = new HashMap<Long, Integer>();
        for (int i = 0; i < ids.size(); i++) {
            places.put(ids.get(i), i);
        }
        var seen = new LinkedHashSet<Long>();
        for (int i = 0; i < found.size(); i++) {
            long id = found.get(i).path("entry").asLong();
            long line = sealLine + 1 + i;
            var place = places.get(id);
            if (place == null) {
                faults.add(Kind.UNKNOWN_ENTRY, line, id, number);
            } else if (seen.add(id)) {
                checkHash(line, found.get(i), place);
            } else {
                faults.add(Kind.REPEATED_ENTRY, line, id, number);
            }
        }
        checkOrder(sealLine, seen);
    }

    private void checkHash(long line, JsonNode entry, int place) {
        var hash = place < hashes.size() ? hashes.get(place) : "";
        if (!hash(entry).equals(hash)) {
            faults.add(Kind.EDITED_ENTRY, line, ids.get(place), number);
        }
    }

    private static String hash(JsonNode entry) {
        try {
            return EvidenceHash.hex(EvidenceHash.ofEntry(entry));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            return "not of the form of an entry";
        }
    }

    private void checkOrder(long sealLine, LinkedHashSet<Long> seen) {
        for (long id : ids) {
            if (!seen.contains(id) && !removed.contains(id)) {
                faults.add(Kind.MISSING_ENTRY, sealLine, id, number);
            }
        }
        var order = seen.iterator();
        for (long id : ids) {
            if (seen.contains(id)) {
                long next = order.next();
                if (next != id) {
                    faults.add(Kind.SWAPPED_ENTRIES, sealLine, number, next);
                    return;
                }
            }
        }
    }
}
