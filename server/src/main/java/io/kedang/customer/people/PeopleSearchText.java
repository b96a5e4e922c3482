package io.kedang.customer.people;

import io.kedang.customer.CustomerId;
import io.kedang.customer.SearchTerms;
import io.kedang.customer.SearchText;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A customer is found by the names and numbers of the people who work there now.
@Repository
class PeopleSearchText implements SearchText {
    @Unscoped(because = "files are found by the same for everybody, and through the lock")
    static final String OF_MANY = terms("p.customer_id = any(:customers)");

    /// Of one file, for a change of one: planned once, while an array is planned every time.
    @Unscoped(because = "as above")
    static final String OF_ONE = terms("p.customer_id = :customer");

    private final JdbcClient db;

    PeopleSearchText(JdbcClient db) {
        this.db = db;
    }

    private static String terms(String ofFiles) {
        return """
        select p.customer_id, h.grams, h.tokens, h.token_version
          from position p
          join person h on h.id = p.person_id
         where %s and p.until is null and h.voided_at is null
        """
                .formatted(ofFiles);
    }

    @Override
    public Map<CustomerId, SearchTerms> of(Collection<CustomerId> customers) {
        var terms = new HashMap<CustomerId, SearchTerms>();
        boolean one = customers.size() == 1;
        db.sql(one ? OF_ONE : OF_MANY)
                .paramSource(
                        one
                                ? Params.of("customer", customers.iterator().next())
                                : Params.of("customers", customers))
                .query(
                        row -> {
                            var known =
                                    terms.computeIfAbsent(
                                            new CustomerId(Row.id(row, "customer_id")),
                                            id -> new SearchTerms());
                            known.grams()
                                    .add(List.of((Integer[]) row.getArray("grams").getArray()));
                            known.tokens()
                                    .addAll(
                                            List.of((Long[]) row.getArray("tokens").getArray()),
                                            row.getObject("token_version", Integer.class));
                        });
        return terms;
    }
}
