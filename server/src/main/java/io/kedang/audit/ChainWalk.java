package io.kedang.audit;

import io.kedang.audit.AuditBreak.Kind;
import io.kedang.audit.chain.ChainLink;
import io.kedang.audit.chain.ChainStore;
import io.kedang.audit.chain.Gaps;
import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.suite.KeyedMac;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One walk along the chain, from the first seal to the last, with what the check points say
/// beside it.
final class ChainWalk {
    private static final int SEALS_AT_ONCE = 200;
    private static final int ENTRIES_AT_ONCE = 20_000;
    private static final int MOST_BREAKS = 100;
    /// How long after a change of the key an act may still be committed that took its MAC before.
    private static final Duration LONGEST_ACT = Duration.ofHours(1);

    private static final Duration LONGEST_WITHOUT_CHECKPOINT = Duration.ofSeconds(90);

    private final VerificationStore store;
    private final ChainStore chain;
    private final CheckpointFile checkpoints;
    private final Map<Byte, KeyedMac> entryMacs = new HashMap<>();
    private final Map<Byte, KeyedMac> sealMacs = new HashMap<>();
    private final Map<Long, CheckpointFile.Point> pointsBySeal = new HashMap<>();
    private final List<AuditBreak> breaks = new ArrayList<>();

    private long found;
    private long removed;
    private long seals;
    private long lastNumber;
    private long total;
    private byte[] previous = new byte[0];
    private ChainLink link = ChainLink.NONE;

    /// Which key holds for the stretch of the chain where the walk is, and since which seal.
    private byte keyVersion;
    private Instant keySince = Instant.MIN;
    private @Nullable Instant sealedUntil;
    private @Nullable Instant uncheckedSince;

    ChainWalk(
            VerificationStore store, ChainStore chain, NamedKeys keys, CheckpointFile checkpoints) {
        this.store = store;
        this.chain = chain;
        this.checkpoints = checkpoints;
        for (int version : keys.versions(NamedKeys.Name.AUDIT)) {
            var name = NamedKeys.Name.AUDIT;
            entryMacs.put((byte) version, keys.mac(name, version, "audit entry"));
            sealMacs.put((byte) version, keys.mac(name, version, "audit seal"));
        }
        checkpoints.points().forEach(point -> pointsBySeal.put(point.seal(), point));
    }

    AuditReport run() {
        List<VerificationStore.Seal> page;
        do {
            page = store.seals(lastNumber, SEALS_AT_ONCE);
            for (int from = 0; from < page.size(); ) {
                int to = from;
                for (int count = 0; to < page.size() && count < ENTRIES_AT_ONCE; to++) {
                    count += page.get(to).entries().size();
                }
                check(page.subList(from, to));
                from = to;
            }
        } while (!page.isEmpty());
        checkTail();
        var waiting = store.waiting();
        waiting.forEach(this::checkWaiting);
        store.waitingForNothing().forEach(id -> add(Kind.MISSING_ENTRY, id, 0L));
        long count = store.count();
        if (count != found + waiting.size()) {
            store.unsealed().forEach(id -> add(Kind.UNSEALED_ENTRY, id));
        }
        store.repeated().forEach(pair -> add(Kind.REPEATED_ENTRY, pair[0], pair[1]));
        store.editedLists().forEach(id -> add(Kind.EDITED_LIST, id));
        new RemovalCheck(store, (bytes, mac) -> matches(sealMacs, bytes, mac))
                .run(checkpoints.points())
                .forEach(one -> add(one.kind(), one.arguments().toArray()));
        checkpoints.breaks().forEach(one -> add(one.kind(), one.arguments().toArray()));
        return new AuditReport(
                count,
                seals,
                waiting.size(),
                removed,
                checkpoints.points().size(),
                sealedUntil,
                List.copyOf(breaks));
    }

    /// What is kept of an entry that was read: whether it is genuine, and its MAC for the seal.
    private record Read(byte[] mac, byte[] leaf, boolean isGenuine) {}

    /// Reads the entries of some seals in one query over the time that they span.
    private void check(List<VerificationStore.Seal> some) {
        var entries = new HashMap<Long, Read>();
        store.entries(
                some.stream().flatMap(seal -> seal.entries().stream()).toList(),
                some.stream().map(VerificationStore.Seal::firstAt).reduce(ChainWalk::earlier).get(),
                some.stream().map(VerificationStore.Seal::lastAt).reduce(ChainWalk::later).get(),
                entry ->
                        entries.put(
                                entry.id(), new Read(entry.mac(), entry.leaf(), isGenuine(entry))));
        var gaps = chain.gaps(some.getFirst().number(), some.getLast().number());
        some.forEach(seal -> takeOut(seal, entries, gaps));
        var links = chain.links(some.getFirst().number(), some.getLast().number());
        some.forEach(
                seal -> check(seal, entries, gaps.hasAll(seal.number()), links.get(seal.number())));
    }

    /// What is left of entries that were removed by policy stands in for them.
    private void takeOut(VerificationStore.Seal seal, Map<Long, Read> entries, Gaps gaps) {
        for (long id : seal.entries()) {
            var gone = entries.containsKey(id) ? null : gaps.find(id);
            if (gone != null) {
                entries.put(id, new Read(gone.mac(), gone.leaf(), true));
                found--;
                removed++;
            }
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void check(
            VerificationStore.Seal seal,
            Map<Long, Read> entries,
            boolean emptied,
            @Nullable ChainLink stored) {
        for (long gone = lastNumber + 1; gone < seal.number(); gone++) {
            add(Kind.MISSING_SEAL, gone);
        }
        boolean follows = seal.number() == lastNumber + 1;
        total = follows ? total + seal.entries().size() : seal.total();
        boolean isGenuine =
                matches(sealMacs, seal.bytes(), seal.mac())
                        && follows(seal)
                        && seal.total() == total
                        && (!follows || Arrays.equals(seal.previous(), previous));
        if (!isGenuine) {
            add(Kind.EDITED_SEAL, seal.number());
        }
        boolean complete = !emptied && checkEntries(seal, entries);
        if (emptied) {
            removed += seal.entries().size();
            seal.entries().stream()
                    .filter(entries::containsKey)
                    .forEach(id -> add(Kind.UNSEALED_ENTRY, id));
        }
        var before = link;
        link = stored == null ? ChainLink.NONE : stored;
        checkPoint(seal);
        seals++;
        lastNumber = seal.number();
        previous = seal.mac();
        sealedUntil = seal.sealedAt();
        if (isGenuine && complete && !Arrays.equals(digest(seal, entries), seal.digest())) {
            var ids = seal.entries();
            add(Kind.SWAPPED_ENTRIES, seal.number(), ids.getFirst(), ids.getLast());
        } else if (isGenuine && (complete || emptied) && !isLinked(seal, entries, before)) {
            add(Kind.EDITED_LINK, seal.number());
        }
    }

    /// A key that was replaced seals nothing any more, whoever has it.
    private boolean follows(VerificationStore.Seal seal) {
        byte version = seal.mac()[0];
        if (version > keyVersion) {
            keyVersion = version;
            keySince = seal.sealedAt();
        }
        return version == keyVersion;
    }

    private boolean isInItsStretch(VerificationStore.Seal seal, byte[] mac) {
        return mac[0] == keyVersion
                || mac[0] < keyVersion && !seal.sealedAt().isAfter(keySince.plus(LONGEST_ACT));
    }

    private boolean checkEntries(VerificationStore.Seal seal, Map<Long, Read> entries) {
        boolean complete = true;
        for (long id : seal.entries()) {
            var entry = entries.get(id);
            if (entry == null) {
                add(Kind.MISSING_ENTRY, id, seal.number());
                complete = false;
            } else {
                found++;
                if (!entry.isGenuine() || !isInItsStretch(seal, entry.mac())) {
                    add(Kind.EDITED_ENTRY, id, seal.number());
                    complete = false;
                }
            }
        }
        return complete;
    }

    private void checkWaiting(VerificationStore.Entry entry) {
        if (!isGenuine(entry)) {
            add(Kind.EDITED_ENTRY, entry.id(), 0L);
        }
    }

    private boolean isGenuine(VerificationStore.Entry entry) {
        return matches(entryMacs, entry.bytes(), entry.mac());
    }

    private static byte[] digest(VerificationStore.Seal seal, Map<Long, Read> entries) {
        var macs = new ByteArrayOutputStream();
        for (long id : seal.entries()) {
            macs.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
            macs.writeBytes(Objects.requireNonNull(entries.get(id)).mac());
        }
        return AuditSeal.sha256().digest(macs.toByteArray());
    }

    private boolean isLinked(
            VerificationStore.Seal seal, Map<Long, Read> entries, ChainLink before) {
        var sealed =
                new ChainLink.Sealed(
                        seal.number(),
                        seal.sealedAt(),
                        seal.entries(),
                        seal.firstAt(),
                        seal.lastAt(),
                        seal.total());
        boolean known = seal.entries().stream().allMatch(entries::containsKey);
        var expected =
                known
                        ? before.next(
                                sealed,
                                seal.entries().stream()
                                        .map(id -> Objects.requireNonNull(entries.get(id)).leaf())
                                        .toList())
                        : before.next(sealed, link.content());
        return Arrays.equals(link.content(), expected.content())
                && Arrays.equals(link.chain(), expected.chain());
    }

    private void checkPoint(VerificationStore.Seal seal) {
        var point = pointsBySeal.get(seal.number());
        if (point != null) {
            uncheckedSince = null;
            var mac = Base64.getEncoder().encodeToString(seal.mac());
            boolean chained =
                    point.chain() == null || point.chain().equals(ChainLink.hex(link.chain()));
            if (!point.mac().equals(mac) || point.total() != seal.total() || !chained) {
                add(Kind.REWRITTEN_CHAIN, seal.number(), point.at());
            }
        } else if (uncheckedSince == null) {
            uncheckedSince = seal.sealedAt();
        }
    }

    private void checkTail() {
        for (var point : checkpoints.points()) {
            if (point.seal() > lastNumber) {
                add(Kind.CUT_TAIL, lastNumber, point.seal(), point.at());
                return;
            }
        }
        if (uncheckedSince != null
                && sealedUntil != null
                && uncheckedSince.plus(LONGEST_WITHOUT_CHECKPOINT).isBefore(sealedUntil)) {
            add(Kind.MISSING_CHECKPOINTS, uncheckedSince, sealedUntil);
        }
    }

    private static boolean matches(Map<Byte, KeyedMac> keyed, byte[] bytes, byte[] stored) {
        var key = stored.length == 0 ? null : keyed.get(stored[0]);
        if (key == null) {
            return false;
        }
        var mac = key.of(bytes);
        return MessageDigest.isEqual(mac, Arrays.copyOfRange(stored, 1, stored.length));
    }

    private void add(Kind kind, Object... arguments) {
        if (breaks.size() < MOST_BREAKS) {
            breaks.add(AuditBreak.of(kind, arguments));
        }
    }
}
