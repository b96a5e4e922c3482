package io.kedang.customer.people;

import io.kedang.access.policy.FieldLock;
import io.kedang.access.policy.FieldSight;
import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionRow;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.MomentPlace;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

    /// What was changed at one customer: the positions held there, and the people themselves on
    /// days on which they held one, as far as the reader may read them. Of each person no more than
    /// a page is taken.
    static final Statement AT_CUSTOMER =
            Statement.of(
                    "select h.id, h.name, r.own, "
                            + PersonStore.SIGHT
                            + ", "
                            + RevisionRow.COLUMNS
                            + """
                              from (select distinct p.person_id
                                      from position p
                                      join customer c on c.id = p.customer_id
                                     where p.customer_id = :customer and {visible:c}) here
                              join person h on h.id = here.person_id
                              cross join lateral (select
                            """
                            + PersonStore.REACHED
                            + """
                              as readable) may
                              cross join lateral (
                                   select r.*, held.own
                                     from person_revision r
                                    cross join lateral (
                                          select may.readable and exists (
                                                 select from position q
                                                  where q.person_id = h.id
                                                    and q.customer_id = :customer
                                                    and cast(r.entered_at at time zone :zone as date)
                                                        between coalesce(q.since, '-infinity')
                                                            and coalesce(q.until, 'infinity'))
                                                 as own) held
                                    where r.person_id = h.id
                                      and (r.entered_at, r.person_id, r.number)
                                          < (:moment, :record, :number)
                                      and exists (
                                          select from json_array_elements(r.changes) d
                                           where d ->> 'customer' = cast(:customer as text)
                                              or held.own and d ->> 'customer' is null)
                                    order by r.entered_at desc, r.number desc
                                    limit :size) r
                             order by r.entered_at desc, h.id desc, r.number desc
                             limit :size
                            """);

    private final JdbcClient db;
    private final JsonMapper json;
    private final FieldLock fields;

    PersonRevisionStore(JdbcClient db, JsonMapper json, FieldLock fields) {
        this.db = db;
        this.json = json;
        this.fields = fields;
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

    /// A revision of somebody who is or was at the customer.
    ///
    /// @param revision with those of its changes alone that belong to the customer's file
    /// @param sight what the reader sees of the person
    record AtCustomer(String name, Revision revision, FieldSight sight) {}

    /// Those before a place, newest first.
    Read<List<AtCustomer>> atCustomer(
            CustomerId customer, MomentPlace place, ZoneId zone, int size, Fragment visible) {
        var filled = AT_CUSTOMER.fill(fields.masks().slots(visible));
        var params =
                Params.of(place)
                        .and("customer", customer)
                        .and("zone", zone.getId())
                        .and("size", size);
        return Read.rows(filled, params, (row, n) -> atCustomer(row, customer.value()));
    }

    private AtCustomer atCustomer(ResultSet row, UUID customer) throws SQLException {
        boolean own = row.getBoolean("own");
        var revision = RevisionRow.read(row, Row.id(row, "id"), json);
        return new AtCustomer(
                row.getString("name"),
                revision.only(
                        change ->
                                change.customer() == null
                                        ? own
                                        : change.customer().equals(customer)),
                new FieldSight(row.getInt("sight")));
    }

    private List<Revision> list(Statement statement, PersonId id, Fragment visible, Params params) {
        var filled = statement.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(params.and(filled).and("id", id))
                .query((row, n) -> RevisionRow.read(row, id.value(), json))
                .list();
    }
}
