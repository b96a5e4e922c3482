package io.kedang.customer.people;

import io.kedang.access.policy.FieldLock;
import io.kedang.customer.CustomerId;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

@Repository
class PositionStore {
    static final String COLUMNS =
            "p.id as position_id, p.person_id, p.role, p.title, p.department, p.decision_role,"
                    + " p.is_main, p.since, p.until, c.id as customer_id, c.name as customer_name";

    /// The people of one customer, current ones first; those of them who have moved to where the
    /// reader can't follow are not readable.
    /// Two statements instead of a parameter, for which the database would plan every look.
    static final Statement AT_CUSTOMER_NOW = atCustomer("p.until is null", "true");

    static final Statement AT_CUSTOMER_EVER =
            atCustomer("true", "p.until is null or " + PersonStore.REACHED);

    /// Of each customer the one whom a list of contacts names: who is in charge, else the main
    /// contact.
    static final Statement CHIEFS =
            Statement.of(
                    "select distinct on (c.id) "
                            + PersonStore.COLUMNS
                            + ", "
                            + COLUMNS
                            + """
                              from position p
                              join customer c on c.id = p.customer_id
                              join person h on h.id = p.person_id
                             where p.customer_id = any (:customers) and p.until is null
                               and h.voided_at is null and {visible:c}
                             order by c.id, p.role = 'PRINCIPAL' desc, p.is_main desc,
                                      array_position(array['MAIN_CONTACT', 'LEGAL_REPRESENTATIVE',
                                                           'CONTACT'], p.role),
                                      h.name_key, p.id
                            """);

    static final Statement OF_PERSON =
            Statement.of(
                    "select "
                            + COLUMNS
                            + """
                              from position p
                              join customer c on c.id = p.customer_id
                             where p.person_id = :person and {visible:c}
                             order by p.until desc nulls first, p.since desc nulls last, p.id desc
                            """);

    /// The customers through which a person is reached, whoever asks.
    static final Statement REACH =
            Statement.of(
                    """
                    select distinct on (c.id) c.id, c.file_number, c.readers, c.voided_at
                      from position p
                      join customer c on c.id = p.customer_id
                     where p.person_id = :person and {visible:c}
                       and (p.until is null
                            or not exists (select from position o
                                            where o.person_id = p.person_id and o.until is null))
                     order by c.id
                    """);

    /// Whoever gives or takes positions at a customer comes after the other.
    static final Statement LOCK_CUSTOMERS =
            Statement.of(
                    """
                    select c.id from customer c where c.id = any(:customers) and {visible:c}
                     order by c.id for no key update
                    """);

    static final Statement HAVE_MAIN =
            Statement.of(
                    """
                    select c.id
                      from position p
                      join customer c on c.id = p.customer_id
                     where p.customer_id = any(:customers) and p.is_main and p.until is null
                       and {visible:c}
                    """);

    static final String INSERT =
            """
            insert into position (id, person_id, customer_id, role, title, department,
                                  decision_role, is_main, since, until)
            values (:id, :person, :customer, :role, :title, :department, :decisionRole, :main,
                    :since, :until)
            """;

    @Unscoped(because = "the position was found through the lock before")
    static final String CHANGE =
            """
            update position
               set role = :role, title = :title, department = :department,
                   decision_role = :decisionRole, is_main = :main, since = :since, until = :until
             where id = :id
            """;

    @Unscoped(because = "the customer was found through the lock before")
    static final String TAKE_MAIN =
            """
            update position set is_main = false
             where customer_id = :customer and is_main and until is null
            """;

    @Unscoped(because = "the person was found through the lock before")
    static final String TAKE_MAIN_OF =
            """
            update position set is_main = false
             where person_id = :person and is_main and until is null
            """;

    private final JdbcClient db;
    private final PersonStore people;
    private final FieldLock fields;

    PositionStore(JdbcClient db, PersonStore people, FieldLock fields) {
        this.db = db;
        this.people = people;
        this.fields = fields;
    }

    List<Contact> chiefs(Collection<CustomerId> customers, Fragment visible) {
        var filled = CHIEFS.fill(fields.masks().slots(visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("customers", customers))
                .query((row, n) -> new Contact(people.person(row), position(row), true))
                .list();
    }

    private static Statement atCustomer(String held, String readable) {
        return Statement.of(
                "select "
                        + PersonStore.COLUMNS
                        + ", "
                        + COLUMNS
                        + ", "
                        + readable
                        + """
                          as readable
                         from position p
                         join customer c on c.id = p.customer_id
                         join person h on h.id = p.person_id
                        where
                        """
                        + held
                        + """
                           and p.customer_id = :customer and h.voided_at is null and {visible:c}
                         order by p.until desc nulls first, p.is_main desc,
                                  array_position(array['LEGAL_REPRESENTATIVE', 'PRINCIPAL',
                                                       'MAIN_CONTACT', 'CONTACT'], p.role),
                                  h.name_key, p.id
                         limit :size
                        """);
    }

    Read<List<Contact>> atCustomer(
            CustomerId customer, boolean former, int size, Fragment visible) {
        var statement = former ? AT_CUSTOMER_EVER : AT_CUSTOMER_NOW;
        var filled = statement.fill(fields.masks().slots(visible));
        return Read.rows(
                filled,
                Params.of("customer", customer).and("size", size),
                (row, n) ->
                        new Contact(people.person(row), position(row), row.getBoolean("readable")));
    }

    List<Position> ofPerson(PersonId person, Fragment visible) {
        var filled = OF_PERSON.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("person", person))
                .query((row, n) -> position(row))
                .list();
    }

    /// A customer through which a person is reached.
    record Reached(
            CustomerId id, String fileNumber, List<Integer> readers, @Nullable Instant voidedAt) {}

    List<Reached> reach(PersonId person) {
        return reach(person, Fragment.TRUE);
    }

    List<Reached> reach(PersonId person, Fragment visible) {
        var filled = REACH.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("person", person))
                .query(
                        (row, n) ->
                                new Reached(
                                        new CustomerId(Row.id(row, "id")),
                                        row.getString("file_number"),
                                        Row.integers(row, "readers"),
                                        Row.findInstant(row, "voided_at")))
                .list();
    }

    /// Those of the customers that are visible.
    List<CustomerId> lock(Collection<CustomerId> customers, Fragment visible) {
        return customers(LOCK_CUSTOMERS, customers, visible);
    }

    List<CustomerId> haveMain(Collection<CustomerId> customers) {
        return customers(HAVE_MAIN, customers, Fragment.TRUE);
    }

    private List<CustomerId> customers(
            Statement statement, Collection<CustomerId> customers, Fragment visible) {
        var filled = statement.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("customers", customers))
                .query((row, n) -> new CustomerId(Row.id(row, "id")))
                .list();
    }

    void insert(Position position) {
        db.sql(INSERT).paramSource(params(position)).update();
    }

    void change(Position position) {
        db.sql(CHANGE).paramSource(params(position)).update();
    }

    void takeMain(CustomerId customer) {
        db.sql(TAKE_MAIN).paramSource(Params.of("customer", customer)).update();
    }

    /// Nowhere is he the main contact any more.
    void takeMainOf(PersonId person) {
        db.sql(TAKE_MAIN_OF).paramSource(Params.of("person", person)).update();
    }

    private static Params params(Position position) {
        return Params.of(position).and("customer", position.customer().id());
    }

    static Position position(ResultSet row) throws SQLException {
        return new Position(
                Row.id(row, "position_id"),
                new PersonId(Row.id(row, "person_id")),
                new Employer(
                        new CustomerId(Row.id(row, "customer_id")), row.getString("customer_name")),
                row.getString("role"),
                row.getString("title"),
                row.getString("department"),
                row.getString("decision_role"),
                row.getBoolean("is_main"),
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class));
    }
}
