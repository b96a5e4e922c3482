package io.kedang.customer;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Unscoped;
import io.kedang.kernel.sql.Write;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

@Repository
class SearchStore {
    /// Read by those who read the file.
    @Unscoped(because = "copies from a file that this transaction holds, and answers nothing")
    static final String WRITE =
            """
            insert into customer_search (customer_id, readers, grams, tokens, token_version, mobile,
                                         derived_version)
            select c.id, c.readers, :grams, :tokens, :tokenVersion, :mobile, :version
              from customer c where c.id = :customer
            on conflict (customer_id) do update
               set readers = excluded.readers, grams = excluded.grams, tokens = excluded.tokens,
                   token_version = excluded.token_version, mobile = excluded.mobile,
                   derived_version = excluded.derived_version
            """;

    /// Who changes what a file is found by holds the file: the others come after him, and see what
    /// he did.
    @Unscoped(
            because = "holds the files whose entries this transaction writes, and answers nothing")
    static final String HOLD =
            "select id from customer where id = any(:customers) order by id for no key update";

    /// The rows come as JSON under the names of the columns.
    @Unscoped(because = "adds to rows and answers nothing")
    static final String ADD =
            """
            update customer_search s
               set grams = array(select distinct unnest(s.grams || n.grams)),
                   tokens = array(select distinct unnest(s.tokens || n.tokens)),
                   token_version = least(s.token_version, n.token_version)
              from jsonb_populate_recordset(null::customer_search, cast(:rows as jsonb)) n
             where s.customer_id = n.customer_id
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    SearchStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void hold(Collection<CustomerId> customers) {
        db.sql(HOLD).paramSource(Params.of("customers", customers)).query((row, n) -> n).list();
    }

    /// @param mobile keyed token of the file's own personal mobile
    Write writing(CustomerId customer, SearchTerms terms, @Nullable Long mobile) {
        return new Write(
                WRITE,
                Params.of("customer", customer)
                        .and("grams", terms.grams().toArray())
                        .and("tokens", terms.tokens().toArray())
                        .and("tokenVersion", terms.tokens().version())
                        .and("mobile", mobile)
                        .and("version", Derived.VERSION));
    }

    void add(Map<CustomerId, SearchTerms> terms) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        terms.forEach((customer, found) -> rows.add(row(customer, found)));
        db.sql(ADD).paramSource(Params.of("rows", json.writeValueAsString(rows))).update();
    }

    private static Map<String, @Nullable Object> row(CustomerId customer, SearchTerms found) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("customer_id", customer.value());
        row.put("grams", found.grams().toArray());
        row.put("tokens", found.tokens().values());
        row.put("token_version", found.tokens().version());
        return row;
    }
}
