package io.kedang.customer;

import io.kedang.customer.record.DerivedRecords;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Unscoped;
import io.kedang.sealing.SealBroken;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The names of files as they are compared and sorted, and what files are found by. After the
/// people, whose terms they repeat.
@Repository
@Order(CustomerTokens.ORDER)
class CustomerDerivation implements DerivedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(CustomerDerivation.class);

    @Unscoped(because = "computes columns anew for everybody, and answers nothing")
    static final String NEXT =
            """
            select c.id, c.kind, c.name
              from customer c
             where c.id > :after and c.derived_version < :version
             order by c.id
             limit :size
               for no key update
            """;

    @Unscoped(because = "changes rows of files that this transaction holds")
    static final String SET =
            """
            update customer c
               set name_folded = n.name_folded, name_key = n.name_key, name_match = n.name_match,
                   derived_version = n.derived_version
              from jsonb_populate_recordset(null::customer, cast(:rows as jsonb)) n
             where c.id = n.id
            """;

    private final JdbcClient db;
    private final JsonMapper json;
    private final SearchUpkeep search;

    CustomerDerivation(JdbcClient db, JsonMapper json, SearchUpkeep search) {
        this.db = db;
        this.json = json;
        this.search = search;
    }

    private record Named(CustomerId id, CustomerKind kind, String name) {
        Map<String, Object> row() {
            var derived = Derived.of(kind, name);
            return Map.of(
                    "id", id.value(),
                    "name_folded", derived.nameFolded(),
                    "name_key", derived.nameKey(),
                    "name_match", derived.nameMatch(),
                    "derived_version", Derived.VERSION);
        }
    }

    @Override
    public String kind() {
        return Customers.KIND;
    }

    @Override
    public int version() {
        return Derived.VERSION;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> renew(UUID after, int size) {
        var files =
                db.sql(NEXT)
                        .paramSource(
                                Params.of("after", after)
                                        .and("version", Derived.VERSION)
                                        .and("size", size))
                        .query(
                                (row, n) ->
                                        new Named(
                                                new CustomerId(Row.id(row, "id")),
                                                CustomerKind.valueOf(row.getString("kind")),
                                                row.getString("name")))
                        .list();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var rows = files.stream().map(Named::row).toList();
        db.sql(SET).paramSource(Params.of("rows", json.writeValueAsString(rows))).update();
        files.forEach(file -> renewSearch(file.id()));
        return Optional.of(files.getLast().id().value());
    }

    /// A file that does not open keeps the entry that it has.
    private void renewSearch(CustomerId file) {
        try {
            search.rewrite(List.of(file));
        } catch (SealBroken e) {
            LOG.error("Values of customer {} do not open any more", file.value(), e);
        }
    }
}
