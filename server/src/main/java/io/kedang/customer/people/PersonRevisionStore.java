package io.kedang.customer.people;

import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionRow;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Statement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/// Revisions of people are only ever appended and read.
@Repository
class PersonRevisionStore {
    static final String INSERT =
            """
            insert into person_revision (person_id, number, changed_by, changed_by_name, learned_at,
                                         entered_at, source, channel, confidence, reason, changes)
            values (:subject, :number, :changedBy, :changedByName, :learnedAt, :enteredAt, :source,
                    :channel, :confidence, :reason, cast(:json as json))
            """;

    static final Statement PAGE =
            Statement.of(
                    "select "
                            + RevisionRow.COLUMNS
                            + """
                              from person_revision r
                              join person h on h.id = r.person_id
                             where r.person_id = :id and r.number < :before and
                            """
                            + PersonStore.REACHED
                            + " order by r.number desc limit :size");

    static final Statement SINCE =
            Statement.of(
                    "select "
                            + RevisionRow.COLUMNS
                            + """
                              from person_revision r
                              join person h on h.id = r.person_id
                             where r.person_id = :id and r.number > :version and
                            """
                            + PersonStore.REACHED
                            + " order by r.number");

    private final JdbcClient db;
    private final JsonMapper json;

    PersonRevisionStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void insert(Revision revision) {
        db.sql(INSERT).paramSource(RevisionRow.params(revision, json)).update();
    }

    /// The newest `size` revisions with numbers below `before`, newest first.
    List<Revision> page(PersonId id, int before, int size, Fragment visible) {
        return list(PAGE, id, visible, Params.of("before", before).and("size", size));
    }

    /// Those after `version`, oldest first.
    List<Revision> since(PersonId id, int version, Fragment visible) {
        return list(SINCE, id, visible, Params.of("version", version));
    }

    private List<Revision> list(Statement statement, PersonId id, Fragment visible, Params params) {
        var filled = statement.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(params.and(filled).and("id", id))
                .query((row, n) -> RevisionRow.read(row, id.value(), json))
                .list();
    }
}
