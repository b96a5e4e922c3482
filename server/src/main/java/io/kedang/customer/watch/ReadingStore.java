package io.kedang.customer.watch;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Repository
class ReadingStore {
    static final Statement IS_AMONG =
            Statement.of("select true from customer c where c.id = :id and {visible:c}");

    /// What the register tells of files that somebody opened, printed or changed, without those
    /// that another policy lets him read freely.
    @Unscoped(because = "tells a user's own counter which files he has opened, and nobody else")
    static final Statement OPENED =
            Statement.of(
                    """
                    select a.customer_id, max(a.occurred_at) as at
                      from audit_entry a
                      join customer c on c.id = a.customer_id
                     where a.actor_id = :user and a.occurred_at > :since
                       and a.action in ('FILE_READ', 'CONSULTED', 'SENSITIVE_READ', 'PRINTED',
                                        'CUSTOMER_CHANGED')
                       and {visible:c} is not true
                     group by a.customer_id
                    """);

    @Unscoped(because = "which files are baits, for the house itself and whoever lays them out")
    static final String BAITS = "select customer_id from bait";

    static final String MARK =
            """
            insert into bait (customer_id, marked_by, marked_at) values (:file, :user, :now)
            on conflict (customer_id) do nothing
            """;

    @Unscoped(because = "unmarks a file that the door has just read through the lock")
    static final String UNMARK = "delete from bait where customer_id = :file";

    private final JdbcClient db;

    ReadingStore(JdbcClient db) {
        this.db = db;
    }

    Read<Boolean> isAmong(UUID file, Fragment files) {
        var filled = IS_AMONG.fill(Map.of("visible:c", files));
        return Read.rows(filled, Params.of("id", file), (row, n) -> true)
                .map(found -> !found.isEmpty());
    }

    /// @param freely files that don't count
    Map<UUID, Instant> opened(UUID user, Instant since, Fragment freely) {
        var filled = OPENED.fill(Map.of("visible:c", freely));
        var opened = new HashMap<UUID, Instant>();
        db.sql(filled.sql())
                .paramSource(Params.of(filled).and("user", user).and("since", since))
                .query((row, n) -> opened.put(Row.id(row, "customer_id"), Row.instant(row, "at")))
                .list();
        return opened;
    }

    List<UUID> baits() {
        return db.sql(BAITS).query((row, n) -> Row.id(row, "customer_id")).list();
    }

    /// False when it is one already.
    boolean mark(UUID file, UUID user, Instant now) {
        return db.sql(MARK)
                        .paramSource(Params.of("file", file).and("user", user).and("now", now))
                        .update()
                == 1;
    }

    /// False when it was none.
    boolean unmark(UUID file) {
        return db.sql(UNMARK).paramSource(Params.of("file", file)).update() == 1;
    }
}
