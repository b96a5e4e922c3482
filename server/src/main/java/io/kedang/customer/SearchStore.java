package io.kedang.customer;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.Map;

@Repository
class SearchStore {
    static final String WRITE =
            """
            insert into customer_search (customer_id, readers, grams, tokens, derived_version)
            values (:customer, :readers, :grams, :tokens, :version)
            on conflict (customer_id) do update
               set readers = excluded.readers, grams = excluded.grams, tokens = excluded.tokens,
                   derived_version = excluded.derived_version
            """;

    /// Contributors of one file write after each other, each seeing what the others did.
    @Unscoped(because = "holds the rows that this transaction writes, and answers nothing")
    static final String LOCK =
            """
            select customer_id from customer_search
             where customer_id = any(:customers) order by customer_id for update
            """;

    @Unscoped(because = "adds to rows and answers nothing")
    static final String ADD =
            """
            update customer_search
               set grams = array(select distinct unnest(grams || cast(:grams as text[]))),
                   tokens = array(select distinct unnest(tokens || cast(:tokens as bigint[])))
             where customer_id = :customer
            """;

    private final JdbcClient db;
    private final NamedParameterJdbcOperations many;

    SearchStore(JdbcClient db, NamedParameterJdbcOperations many) {
        this.db = db;
        this.many = many;
    }

    void lock(Collection<CustomerId> customers) {
        db.sql(LOCK)
                .paramSource(Params.of("customers", customers))
                .query((row, n) -> n)
                .list();
    }

    void write(CustomerId customer, Collection<Integer> readers, SearchTerms terms) {
        db.sql(WRITE)
                .paramSource(
                        params(customer, terms)
                                .and("readers", readers.toArray(Integer[]::new))
                                .and("version", Derived.VERSION))
                .update();
    }

    void add(Map<CustomerId, SearchTerms> terms) {
        many.batchUpdate(
                ADD,
                terms.entrySet().stream()
                        .map(entry -> params(entry.getKey(), entry.getValue()))
                        .toArray(Params[]::new));
    }

    private static Params params(CustomerId customer, SearchTerms terms) {
        return Params.of("customer", customer)
                .and("grams", terms.grams().toArray(String[]::new))
                .and("tokens", terms.tokens().toArray(Long[]::new));
    }
}
