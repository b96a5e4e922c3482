package io.kedang.audit;

import io.kedang.audit.AuditBreak.Kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/// The removals by policy: each as it was made, after the one before it, of nothing that the law
/// wants kept, and those that check points name still there.
final class RemovalCheck {
    private static final int FEWEST_MONTHS = 6;

    private final VerificationStore store;
    private final BiPredicate<byte[], byte[]> isGenuine;
    private final List<AuditBreak> breaks = new ArrayList<>();

    /// @param isGenuine whether the second is the MAC of the first
    RemovalCheck(VerificationStore store, BiPredicate<byte[], byte[]> isGenuine) {
        this.store = store;
        this.isGenuine = isGenuine;
    }

    List<AuditBreak> run(List<CheckpointFile.Point> points) {
        var named = new HashMap<Long, String>();
        points.forEach(point -> named.put(point.removal(), String.valueOf(point.removalMac())));
        long last = 0;
        var previous = new byte[0];
        for (var page = store.removals(0); !page.isEmpty(); page = store.removals(last)) {
            for (var removal : page) {
                for (long gone = last + 1; gone < removal.number(); gone++) {
                    breaks.add(AuditBreak.of(Kind.MISSING_REMOVAL, gone));
                }
                boolean follows = removal.number() == last + 1;
                check(removal, !follows || Arrays.equals(removal.previous(), previous), named);
                last = removal.number();
                previous = removal.mac();
            }
        }
        for (long missing : named.keySet()) {
            if (missing > last) {
                breaks.add(AuditBreak.of(Kind.MISSING_REMOVAL, missing));
                break;
            }
        }
        return breaks;
    }

    private void check(
            VerificationStore.Removal removal, boolean follows, Map<Long, String> named) {
        var mac = Base64.getEncoder().encodeToString(removal.mac());
        boolean genuine =
                isGenuine.test(removal.bytes(), removal.mac())
                        && follows
                        && named.getOrDefault(removal.number(), mac).equals(mac)
                        && Arrays.equals(
                                AuditSeal.sha256().digest(store.gaps(removal)), removal.digest());
        if (!genuine) {
            breaks.add(AuditBreak.of(Kind.EDITED_REMOVAL, removal.number()));
        }
        var newest = removal.newest();
        if (newest == null || newest.isAfter(removal.removedAt().minusMonths(FEWEST_MONTHS))) {
            breaks.add(AuditBreak.of(Kind.EARLY_REMOVAL, removal.number(), removal.lastSeal()));
        }
    }
}
