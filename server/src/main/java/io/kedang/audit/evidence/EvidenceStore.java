package io.kedang.audit.evidence;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;

import java.time.Instant;

@Repository
public class EvidenceStore {
    /// Seals are in the order of their numbers, not of the moments of their entries: an act that
    /// was committed late is in a later seal.
    static final String FIRST =
            "select number from audit_seal where last_at >= :from order by number limit 1";

    static final String LAST =
            "select number from audit_seal where first_at < :until order by number desc limit 1";

    private static final Instant NEVER_BEFORE = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant NEVER_AFTER = Instant.parse("9999-01-01T00:00:00Z");

    private final NamedParameterJdbcOperations db;

    public EvidenceStore(NamedParameterJdbcOperations db) {
        this.db = db;
    }

    /// Numbers of the first and the last seal; there are none when the last is below the first.
    record Span(long first, long last) {}

    Span span(Instant from, Instant until) {
        long last = number(LAST, Params.of("until", bounded(until)), 0);
        return new Span(number(FIRST, Params.of("from", bounded(from)), last + 1), last);
    }

    /// Within what the database can hold.
    private static Instant bounded(Instant moment) {
        return moment.isBefore(NEVER_BEFORE)
                ? NEVER_BEFORE
                : moment.isAfter(NEVER_AFTER) ? NEVER_AFTER : moment;
    }

    private long number(String statement, Params params, long otherwise) {
        return db.query(statement, params, (row, n) -> row.getLong(1)).stream()
                .findFirst()
                .orElse(otherwise);
    }
}
