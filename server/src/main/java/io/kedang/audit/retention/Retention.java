package io.kedang.audit.retention;

import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.audit.AuditGroup;
import io.kedang.audit.AuditMac;
import io.kedang.audit.AuditProblem;
import io.kedang.audit.AuditSealer;
import io.kedang.audit.chain.ChainStore;
import io.kedang.audit.chain.Gap;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.NamedKeys;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// The door to how long entries of the register are kept. Who may ask for what, the caller decides.
///
/// What is due goes stretch by stretch of neighbouring seals, each in one short transaction: the
/// entries, what both chains still need of them, the removal that vouches for it, and the entry
/// that tells of it. A crash leaves a stretch whole or gone. The check point after it names it.
@Service
public class Retention {
    private static final int MOST_ENTRIES = 20_000;

    private final RetentionStore store;
    private final ChainStore chain;
    private final RetentionArchive archive;
    private final AuditSealer sealer;
    private final Audit audit;
    private final AuditMac.Keys keys;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    public Retention(
            RetentionStore store,
            ChainStore chain,
            RetentionArchive archive,
            AuditSealer sealer,
            Audit audit,
            NamedKeys keys,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        this.store = store;
        this.chain = chain;
        this.archive = archive;
        this.sealer = sealer;
        this.audit = audit;
        this.keys = new AuditMac.Keys(keys);
        transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// What a policy means for a group now.
    ///
    /// @param due how many entries are older than it keeps them
    /// @param oldest the moment of the oldest of those
    /// @param next when the next one becomes due, null when there is none
    public record Outlook(
            AuditGroup group,
            int months,
            long due,
            @Nullable Instant oldest,
            @Nullable Instant next) {}

    /// What went last.
    public record Removed(Instant at, long entries, long firstSeal, long lastSeal) {}

    public RetentionPolicy policy() {
        return store.policy();
    }

    public Optional<Removed> last() {
        return store.last()
                .map(
                        removal ->
                                new Removed(
                                        removal.removedAt(),
                                        removal.entries(),
                                        removal.firstSeal(),
                                        removal.lastSeal()));
    }

    /// What the policy would remove, and when; removes nothing.
    public List<Outlook> outlook(RetentionPolicy policy) {
        check(policy);
        var now = now();
        return Arrays.stream(AuditGroup.values())
                .map(group -> outlook(policy, group, now))
                .toList();
    }

    private Outlook outlook(RetentionPolicy policy, AuditGroup group, Instant now) {
        var cutoff = policy.cutoff(group, now);
        var old = store.count(group, cutoff);
        int months = policy.monthsOf(group);
        return new Outlook(
                group,
                months,
                old.entries(),
                old.oldest().orElse(null),
                store.oldest(group, cutoff)
                        .map(at -> at.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant())
                        .orElse(null));
    }

    /// @param policy with the version that the change is based on
    public RetentionPolicy change(RetentionPolicy policy) {
        check(policy);
        transaction.executeWithoutResult(
                _ -> {
                    var before = store.policy();
                    if (!store.save(policy)) {
                        throw new Refusal(AuditProblem.RETENTION_STALE);
                    }
                    audit.record(entry(before, policy));
                });
        return store.policy();
    }

    private static void check(RetentionPolicy policy) {
        for (var group : AuditGroup.values()) {
            int months = policy.monthsOf(group);
            if (months < RetentionPolicy.FEWEST_MONTHS) {
                throw new Refusal(AuditProblem.KEPT_TOO_SHORT, RetentionPolicy.FEWEST_MONTHS);
            }
            if (months > RetentionPolicy.MOST_MONTHS) {
                throw new Refusal(AuditProblem.KEPT_TOO_LONG, RetentionPolicy.MOST_MONTHS);
            }
        }
    }

    private static AuditEntry entry(RetentionPolicy before, RetentionPolicy after) {
        var entry = AuditEntry.of(AuditAction.RETENTION_CHANGED, "audit", null);
        for (var group : AuditGroup.values()) {
            if (before.monthsOf(group) != after.monthsOf(group)) {
                entry =
                        entry.detail(
                                group.name(),
                                before.monthsOf(group) + " → " + after.monthsOf(group));
            }
        }
        var hold = after.hold();
        entry = entry.detail("hold", hold != null).detail("archive", after.archive());
        return hold == null ? entry : entry.reason(hold.reason());
    }

    /// Removes what is due, all of it.
    ///
    /// @return how many entries went
    public long run() {
        var policy = store.policy();
        long removed = 0;
        for (var stretch = next(policy); stretch != null; stretch = next(policy)) {
            sealer.settle();
            var bounded = bounded(stretch);
            if (policy.archive()) {
                archive.write(bounded.first(), bounded.last());
            }
            var went =
                    Objects.requireNonNull(
                            transaction.execute(_ -> remove(bounded, policy.version())));
            if (went.isEmpty()) {
                break;
            }
            removed += went.getAsLong();
            sealer.settle();
        }
        return removed;
    }

    private @Nullable Stretch next(RetentionPolicy policy) {
        if (policy.hold() != null) {
            return null;
        }
        var done = store.done();
        var due = new EnumMap<AuditGroup, Long>(AuditGroup.class);
        var now = now();
        for (var group : policy.months().keySet()) {
            long behind = done.getOrDefault(group, 0L);
            due.put(group, store.lastOlder(behind, policy.cutoff(group, now)));
        }
        return Stretch.next(done, due);
    }

    /// Ends where it would hold more entries than go at once, but has one seal at least.
    private Stretch bounded(Stretch stretch) {
        long entries = 0;
        for (var seal : chain.seals(stretch.first() - 1, Gap.MOST_SEALS)) {
            entries += seal.entries().size();
            if (entries > MOST_ENTRIES && seal.number() > stretch.first()) {
                return stretch.upTo(Math.min(stretch.last(), seal.number() - 1));
            }
        }
        return stretch;
    }

    /// Nothing when somebody else removes, or the policy is another one by now.
    private OptionalLong remove(Stretch stretch, int version) {
        var policy = store.policy();
        if (!store.lock() || policy.version() != version || policy.hold() != null) {
            return OptionalLong.empty();
        }
        var last = store.last();
        long number = last.map(Removal::number).orElse(0L) + 1;
        var cut = StretchCut.of(stretch, number, chain);
        var now = now();
        var removal =
                Removal.after(
                        number,
                        last.map(Removal::mac).orElse(new byte[0]),
                        now,
                        stretch,
                        cut.ids().size(),
                        Gap.digest(cut.gaps()),
                        keys.ofSeal());
        store.insert(removal, cut.gaps());
        if (!cut.ids().isEmpty()) {
            long gone = store.remove(cut.ids(), cut.firstAt(), cut.lastAt());
            if (gone != cut.ids().size()) {
                throw new Refusal(AuditProblem.STRETCH_DAMAGED, stretch.first());
            }
            audit.record(
                    AuditEntry.of(AuditAction.AUDIT_REMOVED, "audit", null)
                            .detail("removal", number)
                            .detail("entries", gone)
                            .detail("firstSeal", stretch.first())
                            .detail("lastSeal", stretch.last())
                            .detail("groups", String.join(" ", stretch.groups())));
        }
        return OptionalLong.of(cut.ids().size());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
