package io.kedang.audit;

import io.kedang.audit.chain.PublicChain;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.NamedKeys;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Chains what was committed, twice a second, and writes a check point at least once a minute while
/// something happens, and after 1,000 entries. One node seals at a time; each writes check points
/// of its own.
@Component
public class AuditSealer {
    private static final Logger log = LoggerFactory.getLogger(AuditSealer.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(30);
    private static final Duration BETWEEN_MONTHS = Duration.ofHours(12);
    private static final int BETWEEN_CHECKPOINTS_ENTRIES = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_UNSENT = 1_000;

    private final Audit audit;
    private final SealStore store;
    private final PublicChain chain;
    private final AuditMac.Keys keys;
    private final NamedKeys named;
    private final SigningKeys signing;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Path folder;
    private final @Nullable SyslogCopy syslog;
    private final Deque<String> unsent = new ArrayDeque<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("audit").daemon().factory());

    private @Nullable Checkpoints checkpoints;
    private Instant monthsPrepared = Instant.MIN;
    private Instant lastCheckpoint = Instant.MIN;
    private AuditSeal.Head checkpointed = AuditSeal.Head.NONE;
    private boolean linked;
    private volatile @Nullable String trouble;
    private volatile @Nullable String syslogTrouble;
    private Instant failedAt = Instant.EPOCH;

    AuditSealer(
            Audit audit,
            SealStore store,
            PublicChain chain,
            NamedKeys keys,
            PlatformTransactionManager transactions,
            InstantSource clock,
            CheckpointFolder folder,
            @Value("${kedang.audit.syslog:}") String syslog,
            @Value("${kedang.audit.syslog-certificates:}") String certificates) {
        this.audit = audit;
        this.store = store;
        this.chain = chain;
        this.keys = new AuditMac.Keys(keys);
        this.named = keys;
        this.signing = new SigningKeys(keys);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.folder = folder.path();
        this.syslog =
                syslog.isEmpty()
                        ? null
                        : new SyslogCopy(
                                syslog, certificates.isEmpty() ? null : Path.of(certificates));
    }

    /// What keeps it from sealing, from writing check points or from sending them, for the page of
    /// health.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble).or(() -> Optional.ofNullable(syslogTrouble));
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        thread.scheduleWithFixedDelay(this::work, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Seals the rest and writes a last check point.
    @PreDestroy
    void stop() {
        thread.close();
        lastCheckpoint = Instant.MIN;
        work();
    }

    /// Puts a new key in the place of the one under the MACs: what is committed is sealed and
    /// check-pointed under the old one, then the new one holds for entries and seals. Old ones stay
    /// for the verification alone.
    ///
    /// @return the version of the new key
    public synchronized int changeKey() {
        settle();
        return named.addVersion(NamedKeys.Name.AUDIT);
    }

    /// The version of the key under the MACs.
    public int keyVersion() {
        return named.version(NamedKeys.Name.AUDIT);
    }

    /// Puts a new key in the place of the one that signs check points: the old one signs where the
    /// chain stands, and introduces the new one.
    ///
    /// @return the version of the new key
    public synchronized int changeSigningKey() {
        settle();
        int version = named.addVersion(NamedKeys.Name.AUDIT_SIGNING);
        try {
            checkpoints().followKey(clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException("The check points cannot be written", e);
        }
        return version;
    }

    /// The version of the key that signs check points.
    public int signingVersion() {
        return signing.newest();
    }

    /// Seals what is committed and has a check point vouch for it, all before it returns.
    public synchronized void settle() {
        lastCheckpoint = Instant.MIN;
        work();
        if (trouble != null) {
            throw new Refusal(AuditProblem.NOT_SEALED, trouble);
        }
    }

    /// One round. Nothing that goes wrong in it may end the rounds.
    synchronized void work() {
        try {
            audit.writeNotes();
            sealAll();
            writeCheckpoint();
            prepareMonths();
            trouble = null;
        } catch (DataAccessException | TransactionException | IOException e) {
            if (trouble == null) {
                log.error("The audit register is not being sealed", e);
            }
            trouble = e.toString();
        }
        sendUnsent();
    }

    /// Seals all that is committed now, with a check point after each 1,000 entries.
    private void sealAll() throws IOException {
        boolean more;
        do {
            int most = BETWEEN_CHECKPOINTS_ENTRIES - sinceCheckpoint();
            int size = most > 0 ? most : BETWEEN_CHECKPOINTS_ENTRIES;
            more = Boolean.TRUE.equals(transaction.execute(status -> seal(size) == size));
            if (sinceCheckpoint() >= BETWEEN_CHECKPOINTS_ENTRIES) {
                writeCheckpoint(clock.instant());
            }
        } while (more);
    }

    private int sinceCheckpoint() {
        return (int) Math.min(Integer.MAX_VALUE, store.head().total() - checkpointed.total());
    }

    private int seal(int size) {
        if (!store.lock()) {
            return 0;
        }
        var waiting = store.take(size);
        if (!waiting.isEmpty()) {
            seal(waiting);
        }
        if (!linked || !waiting.isEmpty()) {
            chain.extend();
            linked = true;
        }
        return waiting.size();
    }

    private void seal(List<SealStore.Waiting> waiting) {
        var ids = waiting.stream().map(SealStore.Waiting::id).sorted().toList();
        var firstAt = moments(waiting).min(Comparator.naturalOrder()).orElseThrow();
        var lastAt = moments(waiting).max(Comparator.naturalOrder()).orElseThrow();
        store.insert(
                AuditSeal.after(
                        store.head(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        ids,
                        firstAt,
                        lastAt,
                        store.digest(ids, firstAt, lastAt),
                        keys.ofSeal()));
    }

    private static Stream<Instant> moments(List<SealStore.Waiting> waiting) {
        return waiting.stream().map(SealStore.Waiting::occurredAt);
    }

    private void prepareMonths() {
        var now = clock.instant();
        if (monthsPrepared.isBefore(now.minus(BETWEEN_MONTHS))) {
            transaction.executeWithoutResult(
                    status -> {
                        if (store.lock()) {
                            store.prepareMonths();
                        }
                    });
            monthsPrepared = now;
        }
    }

    private void writeCheckpoint() throws IOException {
        var now = clock.instant();
        if (!lastCheckpoint.isAfter(now.minus(BETWEEN_CHECKPOINTS))
                || lastCheckpoint.isAfter(now)) {
            writeCheckpoint(now);
        }
    }

    private void writeCheckpoint(Instant now) throws IOException {
        var head = store.head();
        var link = chain.head();
        if (head.number() == checkpointed.number() || link.number() != head.number()) {
            return;
        }
        checkpoints().write(head, link, store.lastRemoval(), now);
        checkpointed = head;
        lastCheckpoint = now;
    }

    private Checkpoints checkpoints() throws IOException {
        if (checkpoints == null) {
            checkpoints = Checkpoints.open(folder, signing, unsent::add);
        }
        return checkpoints;
    }

    /// A log server that is away gets them later, unless it stays away for very long; nothing else
    /// waits for it.
    private void sendUnsent() {
        var now = clock.instant();
        if (syslog == null) {
            unsent.clear();
        }
        while (unsent.size() > MOST_UNSENT) {
            unsent.removeFirst();
        }
        if (syslog == null || unsent.isEmpty() || failedAt.plus(PATIENCE).isAfter(now)) {
            return;
        }
        try {
            while (!unsent.isEmpty()) {
                syslog.send(unsent.getFirst(), now);
                unsent.removeFirst();
            }
            syslogTrouble = null;
        } catch (IOException e) {
            failedAt = now;
            if (syslogTrouble == null) {
                log.warn("Check points do not reach the log server: {}", e.toString());
            }
            syslogTrouble = e.toString();
        }
    }
}
