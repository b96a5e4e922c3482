package io.kedang.trade;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.live.Hearing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Who may hear of orders: whoever finds the file of the customer.
@Repository
class OrderHearing implements Hearing {
    static final Statement AMONG =
            Statement.of(
                    """
                    select o.id
                      from trade_order o
                      join customer c on c.id = o.customer_id
                     where o.id = any (cast(:ids as uuid[])) and {visible:c}
                    """);

    private final JdbcClient db;
    private final PolicyCompiler policies;

    OrderHearing(JdbcClient db, PolicyCompiler policies) {
        this.db = db;
        this.policies = policies;
    }

    @Override
    public String kind() {
        return "order";
    }

    @Override
    public Set<UUID> audible(Collection<UUID> orders) {
        if (!CurrentUser.get().may(Right.CUSTOMER_READ)) {
            return Set.of();
        }
        var filled = AMONG.fill(Map.of("visible:c", policies.visible(Action.FIND)));
        return Set.copyOf(
                db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("ids", List.copyOf(orders)))
                        .query((row, n) -> Row.id(row, "id"))
                        .list());
    }
}
