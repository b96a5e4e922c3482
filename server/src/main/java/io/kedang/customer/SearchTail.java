package io.kedang.customer;

import io.kedang.kernel.sql.Apart;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sorts what was written lately into the index of the search, again and again: writing stays
/// cheap, and a search does not read a long tail. Where there is nothing to sort, a round costs
/// nothing.
@Repository
class SearchTail {
    static final String MERGE = "select customer_search_merge()";

    private static final Logger LOG = LoggerFactory.getLogger(SearchTail.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Apart apart;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("search-tail").daemon().factory());

    /// Only the one thread reads and writes it.
    private boolean failing;

    SearchTail(Apart apart) {
        this.apart = apart;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        long pause = PAUSE.toMillis();
        thread.scheduleWithFixedDelay(this::merge, pause, pause, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        thread.close();
    }

    /// A search finds the same without it, only later; so nothing that goes wrong here ends the
    /// rounds, and it is told once.
    private void merge() {
        try {
            apart.client().sql(MERGE).query(Long.class).single();
            failing = false;
        } catch (DataAccessException e) {
            if (!failing) {
                LOG.warn("new terms are not sorted into the index of the search: {}", e.toString());
            }
            failing = true;
        }
    }
}
