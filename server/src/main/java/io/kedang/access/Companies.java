package io.kedang.access;

import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Params;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Apart;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;

/// The company that uses this installation, and whether it has been set up. Read from memory: what
/// another node changes is noticed within some seconds.
@Service
public class Companies {
    static final String FIND = "select name, time_zone from company where set_up_at is not null";

    static final String SET_UP =
            """
            insert into company (name, time_zone, set_up_at) values (:name, :timeZone, :at)
            on conflict do nothing
            """;

    static final String CHANGE = "update company set name = :name, time_zone = :timeZone";

    static final Company UNNAMED = new Company("", "Asia/Shanghai");
    private static final long LOOK_AGAIN_AFTER_NANOS = 5_000_000_000L;

    private record Seen(Company company, long at) {
        boolean holds() {
            return company != UNNAMED && System.nanoTime() - at < LOOK_AGAIN_AFTER_NANOS;
        }
    }

    private final JdbcClient db;
    private final Apart apart;
    private final Audit audit;
    private final Clock clock;
    private volatile Seen seen = new Seen(UNNAMED, 0);

    Companies(JdbcClient db, Apart apart, Audit audit, Clock clock) {
        this.db = db;
        this.apart = apart;
        this.audit = audit;
        this.clock = clock;
    }

    public boolean isSetUp() {
        return get() != UNNAMED;
    }

    public Company get() {
        var last = seen;
        if (last.holds()) {
            return last.company();
        }
        var company =
                apart.client()
                        .sql(FIND)
                        .query(
                                (row, n) ->
                                        new Company(
                                                row.getString("name"), row.getString("time_zone")))
                        .optional()
                        .orElse(UNNAMED);
        seen = new Seen(company, System.nanoTime());
        return company;
    }

    public ZoneId zone() {
        return ZoneId.of(get().timeZone());
    }

    /// Refuses the second time, whoever comes first.
    @Transactional
    public void setUp(Company company) {
        boolean first =
                db.sql(SET_UP)
                                .paramSource(Params.of(checked(company)).and("at", clock.instant()))
                                .update()
                        == 1;
        if (!first) {
            throw new Refusal(AccessProblem.ALREADY_SET_UP);
        }
        forgetAfterwards();
    }

    @Transactional
    public Company change(Company company) {
        CurrentUser.get().need(Right.ADMINISTER);
        var checked = checked(company);
        db.sql(CHANGE).paramSource(Params.of(checked)).update();
        audit.record(
                AuditEntry.of(AuditAction.SETTING_CHANGED, "company", null)
                        .detail("name", checked.name()));
        forgetAfterwards();
        return checked;
    }

    /// What was read within the transaction is remembered no longer: it may not have come true.
    private void forgetAfterwards() {
        seen = new Seen(UNNAMED, 0);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        seen = new Seen(UNNAMED, 0);
                    }
                });
    }

    private static Company checked(Company company) {
        var errors = new ArrayList<FieldError>();
        Names.check("name", company.name(), errors);
        Names.refuse(errors);
        try {
            return new Company(company.name().strip(), ZoneId.of(company.timeZone()).getId());
        } catch (DateTimeException e) {
            throw new Refusal(AccessProblem.TIME_ZONE_UNKNOWN, company.timeZone());
        }
    }
}
