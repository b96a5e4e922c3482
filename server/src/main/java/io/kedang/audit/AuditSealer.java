package io.kedang.audit;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.SealingProblem;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Chains what was committed, twice a second, and writes a check point at least once a minute while
/// something happens. One node seals at a time; each writes check points of its own.
@Component
public class AuditSealer {
    private static final Logger log = LoggerFactory.getLogger(AuditSealer.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(30);
    private static final Duration BETWEEN_MONTHS = Duration.ofHours(12);
    private static final int AT_ONCE = 5_000;

    private final SealStore store;
    private final AuditMac.Keys keys;
    private final NamedKeys signing;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Path folder;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("audit").daemon().factory());

    private @Nullable Checkpoints checkpoints;
    private Instant monthsPrepared = Instant.MIN;
    private Instant lastCheckpoint = Instant.MIN;
    private long checkpointed;
    private volatile @Nullable String trouble;

    AuditSealer(
            SealStore store,
            NamedKeys keys,
            PlatformTransactionManager transactions,
            InstantSource clock,
            @Value("${kedang.audit.checkpoints:${kedang.data}/audit}") Path folder) {
        this.store = store;
        this.keys = new AuditMac.Keys(keys);
        this.signing = keys;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.folder = folder;
    }

    /// What keeps it from sealing or from writing check points, for the page of health.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
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
        lastCheckpoint = Instant.MIN;
        work();
        if (trouble != null) {
            throw new Refusal(SealingProblem.ROTATION_STOPPED, trouble);
        }
        return signing.addVersion(NamedKeys.Name.AUDIT);
    }

    /// The version of the key under the MACs.
    public int keyVersion() {
        return signing.version(NamedKeys.Name.AUDIT);
    }

    /// One round. Nothing that goes wrong in it may end the rounds.
    synchronized void work() {
        try {
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
    }

    /// Seals all that is committed now.
    private void sealAll() {
        int sealed;
        do {
            sealed = Optional.ofNullable(transaction.execute(status -> seal())).orElse(0);
        } while (sealed == AT_ONCE);
    }

    private int seal() {
        if (!store.lock()) {
            return 0;
        }
        var waiting = store.take(AT_ONCE);
        if (waiting.isEmpty()) {
            return 0;
        }
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
        return waiting.size();
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
        if (lastCheckpoint.isAfter(now.minus(BETWEEN_CHECKPOINTS))
                && !lastCheckpoint.isAfter(now)) {
            return;
        }
        var head = store.head();
        if (head.number() == checkpointed) {
            return;
        }
        if (checkpoints == null) {
            checkpoints = Checkpoints.open(folder, signing);
        }
        checkpoints.write(head, now);
        checkpointed = head.number();
        lastCheckpoint = now;
    }
}
