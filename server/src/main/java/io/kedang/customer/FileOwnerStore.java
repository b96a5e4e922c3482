package io.kedang.customer;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Repository
class FileOwnerStore {
    static final Statement COUNT =
            Statement.of(
                    """
                    select coalesce(c.grade, '') as grade, count(*) as files
                      from customer c
                     where c.owner = :owner and c.voided_at is null and {visible:c}
                     group by 1 order by 1
                    """);

    static final Statement SOME =
            Statement.of(
                    """
                    select c.id
                      from customer c
                     where c.owner = :owner and c.voided_at is null and {visible:c}
                     order by c.updated_at desc, c.id desc
                     limit :most
                    """);

    private final JdbcClient db;

    FileOwnerStore(JdbcClient db) {
        this.db = db;
    }

    /// By class, under an empty text those without one.
    Map<String, Long> count(UUID owner, Fragment visible) {
        var filled = COUNT.fill(Map.of("visible:c", visible));
        var counts = new LinkedHashMap<String, Long>();
        db.sql(filled.sql())
                .paramSource(Params.of(filled).and("owner", owner))
                .query(
                        row -> {
                            counts.put(row.getString("grade"), row.getLong("files"));
                        });
        return counts;
    }

    List<CustomerId> some(UUID owner, int most, Fragment visible) {
        var filled = SOME.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("owner", owner).and("most", most))
                .query((row, n) -> new CustomerId(Row.id(row, "id")))
                .list();
    }
}
