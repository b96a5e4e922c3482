package io.kedang.oversight;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Statement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Repository
class OversightStore {
    static final Statement IS_AMONG =
            Statement.of("select true from customer c where c.id = :id and {visible:c}");

    /// By the count that the database keeps for its planner, at least by the size of the table: a
    /// new one was not counted yet.
    static final String ABOUT_HOW_MANY =
            """
            select cast(greatest(reltuples, pg_relation_size(oid) / 2000) as bigint)
              from pg_class where oid = cast('customer' as regclass)
            """;

    static final Statement COUNT =
            Statement.of(
                    """
                    select count(*)
                      from customer c tablesample system (cast(:percent as real)) repeatable (1)
                     where c.voided_at is null and {visible:c}
                    """);

    /// Of the files in which somebody was at work since then, the newest 2,000 acts.
    static final Statement COUNT_USED =
            Statement.of(
                    """
                    select count(*)
                      from customer c
                     where c.voided_at is null and {visible:c}
                       and c.id in (select a.customer_id
                                      from (select e.customer_id
                                              from audit_entry e
                                             where e.actor_id = :user and e.occurred_at > :since
                                               and e.customer_id is not null
                                             order by e.occurred_at desc
                                             limit 2000) a)
                    """);

    private final JdbcClient db;

    OversightStore(JdbcClient db) {
        this.db = db;
    }

    Read<Boolean> isAmong(CustomerId id, Fragment files) {
        var filled = IS_AMONG.fill(Map.of("visible:c", files));
        return Read.rows(filled, Params.of("id", id), (row, n) -> true)
                .map(found -> !found.isEmpty());
    }

    long aboutHowMany() {
        return db.sql(ABOUT_HOW_MANY).query(Long.class).single();
    }

    /// @param percent of the pages of the table that are looked at
    Read<Long> count(Fragment files, double percent) {
        var filled = COUNT.fill(Map.of("visible:c", files));
        return Read.rows(filled, Params.of("percent", percent), (row, n) -> row.getLong(1))
                .map(counts -> Math.round(counts.getFirst() * 100 / percent));
    }

    Read<Long> countUsed(UUID user, Instant since, Fragment files) {
        var filled = COUNT_USED.fill(Map.of("visible:c", files));
        var params = Params.of("user", user).and("since", since);
        return Read.rows(filled, params, (row, n) -> row.getLong(1)).map(List::getFirst);
    }
}
