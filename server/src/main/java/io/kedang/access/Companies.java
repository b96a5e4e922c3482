package io.kedang.access;

import io.kedang.kernel.Params;
import io.kedang.kernel.Refusal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.ZoneId;

/// The company that uses this installation, and whether it has been set up.
@Service
public class Companies {
    static final String FIND = "select name, time_zone from company where set_up_at is not null";

    static final String SET_UP =
            """
            insert into company (name, time_zone, set_up_at) values (:name, :timeZone, :at)
            on conflict do nothing
            """;

    static final Company UNNAMED = new Company("", "Asia/Shanghai");

    private final JdbcClient db;
    private final Clock clock;
    private volatile Company known = UNNAMED;

    Companies(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public boolean isSetUp() {
        return known != UNNAMED || get() != UNNAMED;
    }

    /// The name never changes after the set-up, so one read is enough for a node.
    public Company get() {
        if (known == UNNAMED) {
            known =
                    db.sql(FIND)
                            .query(
                                    (row, n) ->
                                            new Company(
                                                    row.getString("name"),
                                                    row.getString("time_zone")))
                            .optional()
                            .orElse(UNNAMED);
        }
        return known;
    }

    public ZoneId zone() {
        return ZoneId.of(get().timeZone());
    }

    /// Refuses the second time, whoever comes first.
    @Transactional
    public void setUp(Company company) {
        boolean first =
                db.sql(SET_UP)
                                .paramSource(Params.of(company).and("at", clock.instant()))
                                .update()
                        == 1;
        if (!first) {
            throw new Refusal(AccessProblem.ALREADY_SET_UP);
        }
    }
}
