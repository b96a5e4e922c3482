package io.kedang.suite;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sees every few minutes whether it is time to look for leavers.
@Component
class LeaverWatch {
    private static final Logger log = LoggerFactory.getLogger(LeaverWatch.class);
    private static final int MINUTES_BETWEEN = 10;

    private final Leavers leavers;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("suite-leavers").daemon().factory());

    LeaverWatch(Leavers leavers) {
        this.leavers = leavers;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (leavers.isWanted()) {
            thread.scheduleWithFixedDelay(
                    this::work, MINUTES_BETWEEN, MINUTES_BETWEEN, TimeUnit.MINUTES);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private void work() {
        try {
            leavers.lookWhereDue();
        } catch (RuntimeException e) {
            log.error("Nobody could be looked for who has left at an office suite", e);
        }
    }
}
