package io.kedang.customer;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.util.Collection;
import java.util.Map;

@Repository
class SearchStore {
    static final String WRITE =
            """
            insert into customer_search (customer_id, readers, grams, tokens, mobile, derived_version)
            values (:customer, :readers, :grams, :tokens, :mobile, :version)
            on conflict (customer_id) do update
               set readers = excluded.readers, grams = excluded.grams, tokens = excluded.tokens,
                   mobile = excluded.mobile, derived_version = excluded.derived_version
            """;

    /// Contributors of one file write after each other, each seeing what the others did.
    @Unscoped(because = "holds the rows that this transaction writes, and answers nothing")
    static final String LOCK =
            """
            select customer_id from customer_search
             where customer_id = any(:customers) order by customer_id for update
            """;

    /// The same for one file; the database plans it once and not every time.
    @Unscoped(because = "holds the row that this transaction writes, and answers nothing")
    static final String LOCK_ONE =
            "select customer_id from customer_search where customer_id = :customer for update";

    /// The rows come as JSON under the names of the columns.
    @Unscoped(because = "adds to rows and answers nothing")
    static final String ADD =
            """
            update customer_search s
               set grams = array(select distinct unnest(s.grams || n.grams)),
                   tokens = array(select distinct unnest(s.tokens || n.tokens))
              from jsonb_populate_recordset(null::customer_search, cast(:rows as jsonb)) n
             where s.customer_id = n.customer_id
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    SearchStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void lock(Collection<CustomerId> customers) {
        db.sql(LOCK).paramSource(Params.of("customers", customers)).query((row, n) -> n).list();
    }

    void lock(CustomerId customer) {
        db.sql(LOCK_ONE).paramSource(Params.of("customer", customer)).query((row, n) -> n).list();
    }

    /// @param mobile keyed token of the file's own personal mobile
    void write(
            CustomerId customer,
            Collection<Integer> readers,
            SearchTerms terms,
            @Nullable Long mobile) {
        db.sql(WRITE)
                .paramSource(
                        Params.of("customer", customer)
                                .and("readers", readers.toArray(Integer[]::new))
                                .and("grams", terms.grams().toArray())
                                .and("tokens", terms.tokens().toArray(Long[]::new))
                                .and("mobile", mobile)
                                .and("version", Derived.VERSION))
                .update();
    }

    void add(Map<CustomerId, SearchTerms> terms) {
        var rows =
                terms.entrySet().stream()
                        .map(
                                entry ->
                                        Map.of(
                                                "customer_id", entry.getKey().value(),
                                                "grams", entry.getValue().grams().toArray(),
                                                "tokens", entry.getValue().tokens()))
                        .toList();
        db.sql(ADD).paramSource(Params.of("rows", json.writeValueAsString(rows))).update();
    }
}
