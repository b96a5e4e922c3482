package io.kedang.customer;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;

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

    private final JdbcClient db;

    SearchStore(JdbcClient db) {
        this.db = db;
    }

    void write(
            CustomerId customer,
            Collection<Integer> readers,
            Collection<String> grams,
            Collection<Long> tokens) {
        db.sql(WRITE)
                .paramSource(
                        Params.of("customer", customer)
                                .and("readers", readers.toArray(Integer[]::new))
                                .and("grams", grams.toArray(String[]::new))
                                .and("tokens", tokens.toArray(Long[]::new))
                                .and("version", Derived.VERSION))
                .update();
    }
}
