package io.kedang.disclosure;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.List;
import java.util.Map;
import java.util.UUID;

@Repository
class ShareStore {
    static final Statement OF_FILE =
            Statement.of(
                    """
                    select s.customer_id, s.grantee, s.department, s.may_edit, s.note, s.shared_by,
                           s.shared_at
                      from file_share s
                      join customer c on c.id = s.customer_id
                     where s.customer_id = :customer and {visible:c}
                     order by s.shared_at, s.grantee
                    """);

    static final String PUT =
            """
            insert into file_share (customer_id, grantee, department, may_edit, note, shared_by,
                                    shared_at)
            values (:customer, :grantee, :department, :mayEdit, :note, :sharedBy, :sharedAt)
            on conflict (customer_id, grantee) do update
               set may_edit = excluded.may_edit, note = excluded.note,
                   shared_by = excluded.shared_by, shared_at = excluded.shared_at
            """;

    @Unscoped(because = "ends a share of a file that the door has asked for")
    static final String DELETE =
            "delete from file_share where customer_id = :customer and grantee = :grantee";

    private final JdbcClient db;

    ShareStore(JdbcClient db) {
        this.db = db;
    }

    /// Oldest first.
    Read<List<Share>> ofFile(CustomerId customer, Fragment visible) {
        var filled = OF_FILE.fill(Map.of("visible:c", visible));
        return Read.rows(
                filled,
                Params.of("customer", customer),
                (row, n) ->
                        new Share(
                                new CustomerId(Row.id(row, "customer_id")),
                                Row.id(row, "grantee"),
                                row.getBoolean("department"),
                                row.getBoolean("may_edit"),
                                row.getString("note"),
                                Row.id(row, "shared_by"),
                                Row.instant(row, "shared_at")));
    }

    void put(Share share) {
        db.sql(PUT).paramSource(Params.of(share)).update();
    }

    boolean delete(CustomerId customer, UUID grantee) {
        return db.sql(DELETE)
                        .paramSource(Params.of("customer", customer).and("grantee", grantee))
                        .update()
                == 1;
    }
}
