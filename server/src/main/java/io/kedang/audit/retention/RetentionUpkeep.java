package io.kedang.audit.retention;

import io.kedang.kernel.Refusal;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Removes, every hour, what is due by policy.
@Component
public class RetentionUpkeep {
    private static final Logger log = LoggerFactory.getLogger(RetentionUpkeep.class);
    private static final int MINUTES_BETWEEN = 60;

    private final Retention retention;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("audit-retention").daemon().factory());
    private volatile @Nullable String trouble;

    RetentionUpkeep(Retention retention) {
        this.retention = retention;
    }

    /// What kept it from removing the last time.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        thread.scheduleWithFixedDelay(
                this::work, MINUTES_BETWEEN, MINUTES_BETWEEN, TimeUnit.MINUTES);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private void work() {
        try {
            long removed = retention.run();
            if (removed > 0) {
                log.info("{} entries of the audit register were removed by policy", removed);
            }
            trouble = null;
        } catch (DataAccessException | TransactionException | UncheckedIOException | Refusal e) {
            log.error("Entries of the audit register that are due were not removed", e);
            trouble = e.toString();
        }
    }
}
