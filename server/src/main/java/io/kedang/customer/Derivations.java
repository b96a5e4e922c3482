package io.kedang.customer;

import io.kedang.customer.record.DerivedRecords;
import io.kedang.kernel.Params;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Applies better rules to records that older ones computed, beside the work: some time after an
/// update of the program, lists and searches find as if every record had just been written.
///
/// A piece is a transaction, and the database keeps which rules are done, so a killed process goes
/// on with what is left. Several processes do no harm, only twice the work. A million files take
/// about as long as their import.
@Repository
class Derivations {
    static final String DONE = "select version from derivation where kind = :kind";

    static final String SET_DONE =
            """
            insert into derivation (kind, version) values (:kind, :version)
            on conflict (kind) do update set version = excluded.version
            """;

    private static final Logger LOG = LoggerFactory.getLogger(Derivations.class);
    private static final int PIECE = 100;
    private static final UUID BEGINNING = new UUID(0, 0);

    /// After a piece went wrong, before it is tried again.
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final List<DerivedRecords> kinds;
    private final JdbcClient db;
    private final TransactionTemplate pieces;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("derivations").daemon().factory());

    /// @param kinds in the order in which they build on each other
    Derivations(List<DerivedRecords> kinds, JdbcClient db, TransactionTemplate pieces) {
        this.kinds = kinds;
        this.db = db;
        this.pieces = pieces;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        thread.execute(this::renewOrTryLater);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
        thread.close();
    }

    private void renewOrTryLater() {
        try {
            renew();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("what lists and searches find is not computed anew yet: {}", e.toString());
            if (!thread.isShutdown()) {
                thread.schedule(this::renewOrTryLater, PAUSE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    /// Until every record is of the newest rules, or the process ends.
    void renew() {
        for (var kind : kinds) {
            if (done(kind) < kind.version() && renew(kind)) {
                db.sql(SET_DONE)
                        .paramSource(Params.of("kind", kind.kind()).and("version", kind.version()))
                        .update();
            }
        }
    }

    private boolean renew(DerivedRecords kind) {
        LOG.info("computing anew what every {} is sorted and found by", kind.kind());
        var after = Optional.of(BEGINNING);
        while (after.isPresent() && !thread.isShutdown()) {
            var last = after.get();
            after = pieces.execute(_ -> kind.renew(last, PIECE));
        }
        return after.isEmpty();
    }

    private int done(DerivedRecords kind) {
        return db.sql(DONE)
                .paramSource(Params.of("kind", kind.kind()))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }
}
