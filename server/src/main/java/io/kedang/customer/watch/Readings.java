package io.kedang.customer.watch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.Obligation;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.access.policy.ReadingLimit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;

import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Counts the files that people open under policies that limit it, and raises the alarm over baits.
///
/// What somebody has opened is kept in memory, one book a user, and read from the register when the
/// first file is opened after a start: so that a limit costs an opened file no wait for the
/// database, and counts exactly however many are opened at once. Whoever is not limited has no
/// book.
@Service
public class Readings {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final ReadingStore store;
    private final PolicyCompiler policies;
    private final Baits baits;
    private final Alarms alarms;
    private final Companies companies;
    private final Clock clock;
    private final Cache<UUID, Book> books =
            Caffeine.newBuilder().expireAfterAccess(LONGEST).build();

    Readings(
            ReadingStore store,
            PolicyCompiler policies,
            Baits baits,
            Alarms alarms,
            Companies companies,
            Clock clock) {
        this.store = store;
        this.policies = policies;
        this.baits = baits;
        this.alarms = alarms;
        this.companies = companies;
        this.clock = clock;
    }

    /// What one user has opened, and when first within the longest time that limits ask about.
    private static final class Book {
        private final Map<UUID, Instant> opened = new HashMap<>();
        private boolean known;
    }

    /// A file that the lock has opened to the current user for this, as far as he may open more.
    public <T> Read<T> counted(Read<T> opened, UUID file, Action action) {
        var limits = action.shows() ? policies.limits() : List.<ReadingLimit>of();
        if (limits.isEmpty()) {
            return opened.map(found -> looked(found, file, action));
        }
        var freely =
                policies.freely(Action.READ, Obligation.LIMIT)
                        .orElseThrow(() -> new IllegalStateException("a limit that nothing asks"));
        var free =
                freely.equals(Fragment.FALSE)
                        ? Read.all(List.<Read<Boolean>>of()).map(_ -> false)
                        : store.isAmong(file, freely);
        return opened.with(
                free,
                (found, unlimited) -> {
                    if (!unlimited) {
                        count(file, limits, freely);
                    }
                    return looked(found, file, action);
                });
    }

    private <T> T looked(T found, UUID file, Action action) {
        if (action.shows()) {
            taken(List.of(file));
        }
        return found;
    }

    /// Raises the alarm when one of the files that somebody reads or takes along is a bait.
    public void taken(List<UUID> files) {
        for (var file : files) {
            if (baits.isBait(file)) {
                alarms.raise(
                        AuditEntry.of(AuditAction.BAIT_TAKEN, "customer", file).customer(file),
                        file);
            }
        }
    }

    private void count(UUID file, List<ReadingLimit> limits, Fragment freely) {
        var user = CurrentUser.get().id();
        var now = clock.instant();
        var book = Objects.requireNonNull(books.get(user, _ -> new Book()));
        synchronized (book) {
            if (!book.known) {
                book.opened.putAll(store.opened(user, now.minus(LONGEST), freely));
                book.known = true;
            }
            book.opened.values().removeIf(at -> !at.isAfter(now.minus(LONGEST)));
            for (var limit : limits) {
                refuseMore(book, file, limit, now);
            }
            book.opened.merge(file, now, (before, _) -> before);
        }
    }

    /// Files that are open already within the time stay open.
    private void refuseMore(Book book, UUID file, ReadingLimit limit, Instant now) {
        var since = now.minus(Duration.ofHours(limit.hours()));
        var known = book.opened.get(file);
        if (known != null && known.isAfter(since)) {
            return;
        }
        var within =
                book.opened.values().stream().filter(at -> at.isAfter(since)).sorted().toList();
        if (within.size() < limit.files()) {
            if (known != null) {
                book.opened.put(file, now);
            }
            return;
        }
        var user = CurrentUser.get().id();
        alarms.raise(
                AuditEntry.of(AuditAction.READING_LIMIT_REACHED, "user", user)
                        .customer(file)
                        .detail("files", limit.files())
                        .detail("hours", limit.hours()),
                user);
        var opensAt =
                within.get(within.size() - limit.files()).plus(Duration.ofHours(limit.hours()));
        var minute = MINUTE.format(opensAt.plus(Duration.ofMinutes(1)).atZone(companies.zone()));
        throw new Refusal(WatchProblem.TOO_MANY_FILES, limit.files(), limit.hours(), minute)
                .with("opensAt", opensAt);
    }

    /// As after a start; what was opened stands in the register.
    void forget() {
        books.invalidateAll();
    }
}
