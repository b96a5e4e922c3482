package io.kedang.operation.demo;

import io.kedang.customer.CustomerId;
import io.kedang.customer.people.PersonId;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.List;

/// Demonstration data are nobody's data: removing them deletes the rows, unlike everything else in
/// the house. Only files that the load itself has noted can be reached.
@Repository
class DemoStore {
    static final String NOTE =
            "insert into demo_customer (customer_id) select unnest(cast(:ids as uuid[]))";

    static final String NOTE_PEOPLE =
            "insert into demo_person (person_id) select unnest(cast(:ids as uuid[]))";

    static final String COUNT = "select count(*) from demo_customer";

    @Unscoped(because = "removes invented files only, which were noted when they were loaded")
    static final String REMOVE_LINES =
            """
            delete from order_line l using trade_order o, demo_customer d
             where l.order_id = o.id and o.customer_id = d.customer_id
            """;

    @Unscoped(because = "removes invented files only, which were noted when they were loaded")
    static final String REMOVE_ORDERS =
            "delete from trade_order o using demo_customer d where o.customer_id = d.customer_id";

    @Unscoped(because = "removes invented files only, which were noted when they were loaded")
    static final String REMOVE_ORDER_REVISIONS =
            "delete from order_revision r using demo_customer d"
                    + " where r.customer_id = d.customer_id";

    @Unscoped(because = "removes invented files only, which were noted when they were loaded")
    static final String REMOVE_VISITS =
            "delete from visit v using demo_customer d where v.customer_id = d.customer_id";

    @Unscoped(because = "removes invented files only, which were noted when they were loaded")
    static final String REMOVE_SCORES =
            "delete from abc_score s using demo_customer d where s.customer_id = d.customer_id";

    @Unscoped(because = "removes invented files only, which were noted when they were loaded")
    static final String REMOVE_SEARCH =
            "delete from customer_search s using demo_customer d where s.customer_id ="
                    + " d.customer_id";

    @Unscoped(because = "removes invented files only, which were noted when they were loaded")
    static final String REMOVE_REVISIONS =
            "delete from revision r using demo_customer d where r.customer_id = d.customer_id";

    @Unscoped(because = "removes invented files only, which were noted when they were loaded")
    static final String REMOVE_POSITIONS =
            "delete from position p using demo_customer d where p.customer_id = d.customer_id";

    @Unscoped(because = "removes invented files only, which were noted when they were loaded")
    static final String REMOVE_FILES =
            "delete from customer c using demo_customer d where c.id = d.customer_id";

    /// One who holds a position at a real customer by now stays.
    @Unscoped(because = "removes invented people only, which were noted when they were loaded")
    static final String KEEP_EMPLOYED =
            "delete from demo_person d using position p where p.person_id = d.person_id";

    @Unscoped(because = "removes invented people only, which were noted when they were loaded")
    static final String REMOVE_PERSON_REVISIONS =
            "delete from person_revision r using demo_person d where r.person_id = d.person_id";

    @Unscoped(because = "removes invented people only, which were noted when they were loaded")
    static final String REMOVE_PEOPLE =
            "delete from person p using demo_person d where p.id = d.person_id";

    static final String FORGET = "delete from demo_customer";
    static final String FORGET_PEOPLE = "delete from demo_person";

    private static final List<String> IN_ORDER =
            List.of(
                    REMOVE_LINES,
                    REMOVE_ORDER_REVISIONS,
                    REMOVE_ORDERS,
                    REMOVE_VISITS,
                    REMOVE_SCORES,
                    REMOVE_SEARCH,
                    REMOVE_REVISIONS,
                    REMOVE_POSITIONS,
                    KEEP_EMPLOYED,
                    REMOVE_PERSON_REVISIONS,
                    REMOVE_PEOPLE,
                    REMOVE_FILES,
                    FORGET_PEOPLE,
                    FORGET);

    private final JdbcClient db;

    DemoStore(JdbcClient db) {
        this.db = db;
    }

    void note(List<CustomerId> customers) {
        db.sql(NOTE).paramSource(Params.of("ids", customers)).update();
    }

    void notePeople(List<PersonId> people) {
        db.sql(NOTE_PEOPLE).paramSource(Params.of("ids", people)).update();
    }

    int count() {
        return db.sql(COUNT).query(Integer.class).single();
    }

    void removeAll() {
        IN_ORDER.forEach(statement -> db.sql(statement).update());
    }
}
