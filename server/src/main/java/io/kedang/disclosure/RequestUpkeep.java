package io.kedang.disclosure;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Tidies up after requests whose time is over, so that files do not gather numbers that open
/// nothing.
@Component
class RequestUpkeep {
    private static final Logger log = LoggerFactory.getLogger(RequestUpkeep.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Requests requests;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("requests").daemon().factory());

    RequestUpkeep(Requests requests) {
        this.requests = requests;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        thread.scheduleWithFixedDelay(this::work, 1, PAUSE.toMinutes(), TimeUnit.MINUTES);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private void work() {
        try {
            while (requests.putAway() > 0) {
                log.debug("requests whose time is over were put away");
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Requests whose time is over were not put away: {}", e.getMessage());
        }
    }
}
