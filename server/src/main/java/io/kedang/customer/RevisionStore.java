package io.kedang.customer;

import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionRow;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Revisions are only ever appended and read.
@Repository
class RevisionStore {
    private static final String COLUMNS = "r.customer_id, " + RevisionRow.COLUMNS;

    static final String INSERT =
            """
            insert into revision (customer_id, number, changed_by, changed_by_name, learned_at,
                                  entered_at, source, channel, confidence, reason, changes)
            values (:subject, :number, :changedBy, :changedByName, :learnedAt, :enteredAt, :source,
                    :channel, :confidence, :reason, cast(:json as json))
            """;

    static final Statement PAGE =
            Statement.of(
                    "select "
                            + COLUMNS
                            + """
                              from revision r
                              join customer c on c.id = r.customer_id
                             where r.customer_id = :id and r.number < :before and {visible:c}
                             order by r.number desc limit :size
                            """);

    static final Statement SINCE =
            Statement.of(
                    "select "
                            + COLUMNS
                            + """
                              from revision r
                              join customer c on c.id = r.customer_id
                             where r.customer_id = :id and r.number > :version and {visible:c}
                             order by r.number
                            """);

    static final Statement OF_FIELD =
            Statement.of(
                    "select "
                            + COLUMNS
                            + """
                              from revision r
                              join customer c on c.id = r.customer_id
                             where r.customer_id = :id and {visible:c}
                               and cast(r.changes as jsonb) @> cast(:pattern as jsonb)
                             order by r.number desc limit 200
                            """);

    private final JdbcClient db;
    private final JsonMapper json;

    RevisionStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void insert(Revision revision) {
        db.sql(INSERT).paramSource(RevisionRow.params(revision, json)).update();
    }

    /// The newest `size` revisions with numbers below `before`, newest first.
    Read<List<Revision>> page(CustomerId id, int before, int size, Fragment visible) {
        var params = Params.of("id", id).and("before", before).and("size", size);
        return Read.rows(PAGE.fill(Map.of("visible:c", visible)), params, this::revision);
    }

    /// Those after `version`, oldest first.
    List<Revision> since(CustomerId id, int version, Fragment visible) {
        return list(SINCE, visible, Params.of("id", id).and("version", version));
    }

    List<Revision> ofField(CustomerId id, String field, Fragment visible) {
        var pattern = json.writeValueAsString(List.of(Map.of("field", field)));
        return list(OF_FIELD, visible, Params.of("id", id).and("pattern", pattern));
    }

    private List<Revision> list(Statement statement, Fragment visible, Params params) {
        var filled = statement.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql()).paramSource(params.and(filled)).query(this::revision).list();
    }

    private Revision revision(ResultSet row, int number) throws SQLException {
        return RevisionRow.read(row, Row.id(row, "customer_id"), json);
    }
}
