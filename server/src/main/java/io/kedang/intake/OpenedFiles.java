package io.kedang.intake;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.CustomerBulk;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Customer files that were opened because rows of another kind named them.
@Repository
class OpenedFiles {
    /// Those that hold something by now.
    static final Statement USED =
            Statement.of(
                    """
                    select c.id from customer c
                     where c.id = any (cast(:ids as uuid[])) and {visible:c}
                       and (exists (select from trade_order o
                                     where o.customer_id = c.id and o.voided_at is null)
                            or exists (select from visit v where v.customer_id = c.id)
                            or exists (select from position p join person h on h.id = p.person_id
                                        where p.customer_id = c.id and h.voided_at is null))
                    """);

    private final JdbcClient db;
    private final PolicyCompiler policies;
    private final CustomerBulk bulk;

    OpenedFiles(JdbcClient db, PolicyCompiler policies, CustomerBulk bulk) {
        this.db = db;
        this.policies = policies;
        this.bulk = bulk;
    }

    /// Moves them to the recycle bin, except those that somebody has worked on since.
    ///
    /// @return those that stay
    List<Done.Conflict> undo(List<UUID> files, Origin origin) {
        var filled = USED.fill(Map.of("visible:c", policies.visible(Action.EDIT)));
        var used =
                db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("ids", files))
                        .query((row, n) -> Row.id(row, "id"))
                        .list();
        var unused =
                files.stream()
                        .filter(id -> !used.contains(id))
                        .map(id -> new Done(id, 1, true))
                        .toList();
        return Stream.concat(
                        used.stream().map(id -> new Done.Conflict(id, List.of())),
                        bulk.undo(unused, origin).stream())
                .toList();
    }
}
