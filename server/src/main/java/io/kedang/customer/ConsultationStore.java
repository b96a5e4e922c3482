package io.kedang.customer;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Repository
class ConsultationStore {
    /// What somebody has said he opens a file for, and whether he need not.
    @Unscoped(because = "asked beside the file, which the lock opens or refuses")
    static final Statement STANDING =
            Statement.of(
                    """
                    select {visible:c} as free,
                           (select k.purpose
                              from consultation k
                             where k.customer_id = c.id and k.user_id = :user and k.ends_at > :now
                             order by k.ends_at desc
                             limit 1) as purpose
                      from customer c where c.id = :id
                    """);

    static final String INSERT =
            """
            insert into consultation (id, customer_id, user_id, purpose, began_at, ends_at)
            values (:id, :customer, :user, :purpose, :now, :endsAt)
            on conflict (id) do nothing
            """;

    @Unscoped(because = "tells who sends the same again that it stands; answers nothing of a file")
    static final String STANDS =
            """
            select exists (select from consultation
                            where id = :id and customer_id = :customer and user_id = :user
                              and purpose = :purpose and ends_at > :now)
            """;

    @Unscoped(because = "ends what was said of a file; answers nothing")
    static final String END =
            "update consultation set ends_at = :now where id = :id and ends_at > :now";

    private final JdbcClient db;

    ConsultationStore(JdbcClient db) {
        this.db = db;
    }

    record Standing(boolean free, @Nullable String purpose) {}

    Read<Optional<Standing>> standing(CustomerId file, UUID user, Instant now, Fragment freely) {
        var filled = STANDING.fill(Map.of("visible:c", freely));
        return Read.row(
                filled,
                Params.of("id", file).and("user", user).and("now", now),
                (row, n) -> new Standing(row.getBoolean("free"), row.getString("purpose")));
    }

    /// False when it is there already.
    boolean insert(
            UUID id, CustomerId file, UUID user, String purpose, Instant now, Instant endsAt) {
        return db.sql(INSERT)
                        .paramSource(
                                Params.of("id", id)
                                        .and("customer", file)
                                        .and("user", user)
                                        .and("purpose", purpose)
                                        .and("now", now)
                                        .and("endsAt", endsAt))
                        .update()
                == 1;
    }

    /// Whether just this stands under this id, and counts.
    boolean stands(UUID id, CustomerId file, UUID user, String purpose, Instant now) {
        return db.sql(STANDS)
                .paramSource(
                        Params.of("id", id)
                                .and("customer", file)
                                .and("user", user)
                                .and("purpose", purpose)
                                .and("now", now))
                .query(Boolean.class)
                .single();
    }

    void end(UUID id, Instant now) {
        db.sql(END).paramSource(Params.of("id", id).and("now", now)).update();
    }
}
