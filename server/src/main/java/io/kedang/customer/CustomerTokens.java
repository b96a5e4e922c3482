package io.kedang.customer;

import io.kedang.customer.record.Content;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Unscoped;
import io.kedang.sealing.IndexedRows;
import io.kedang.sealing.SealBroken;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Makes the tokens of files anew when the key of the index changes, without touching what else
/// they are found by. After the people, whose tokens they repeat.
@Component
@Order(CustomerTokens.ORDER)
@Transactional(propagation = Propagation.MANDATORY)
class CustomerTokens implements IndexedRows {
    static final int ORDER = 2;
    private static final Logger LOG = LoggerFactory.getLogger(CustomerTokens.class);

    @Unscoped(because = "counts rows for whoever administers keys")
    static final String OTHERS =
            "select count(*) from customer_search where token_version <> :version";

    /// Held, so that nobody changes a file or its people's part of the entry meanwhile.
    @Unscoped(because = "makes tokens anew for everybody, and answers nothing")
    static final String NEXT =
            """
            select c.id, c.kind, c.sealed
              from customer c
             where c.id = any (array(select s.customer_id from customer_search s
                                      where s.customer_id > :after and s.token_version <> :version
                                      order by s.customer_id limit :size))
             order by c.id
               for no key update
            """;

    @Unscoped(because = "changes rows of files that this transaction holds")
    static final String SET =
            """
            update customer_search s
               set tokens = n.tokens, token_version = n.token_version, mobile = n.mobile
              from jsonb_populate_recordset(null::customer_search, cast(:rows as jsonb)) n
             where s.customer_id = n.customer_id
            """;

    private final JdbcClient db;
    private final JsonMapper json;
    private final SearchIndex index;
    private final CustomerSeal seal;
    private final FileFields fields;

    CustomerTokens(
            JdbcClient db,
            JsonMapper json,
            SearchIndex index,
            CustomerSeal seal,
            FileFields fields) {
        this.db = db;
        this.json = json;
        this.index = index;
        this.seal = seal;
        this.fields = fields;
    }

    private record Sealed(CustomerId id, CustomerKind kind, Map<String, String> values) {}

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public long others(int version) {
        return db.sql(OTHERS).paramSource(Params.of("version", version)).query(Long.class).single();
    }

    @Override
    public Optional<Piece> renew(int version, UUID after, int size) {
        var files =
                db.sql(NEXT)
                        .paramSource(
                                Params.of("version", version).and("after", after).and("size", size))
                        .query(
                                (row, n) ->
                                        new Sealed(
                                                new CustomerId(Row.id(row, "id")),
                                                CustomerKind.valueOf(row.getString("kind")),
                                                json.readValue(
                                                        row.getString("sealed"),
                                                        new TypeReference<>() {})))
                        .list();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var contributed = index.contributed(files.stream().map(Sealed::id).toList());
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var file : files) {
            var values = open(file);
            var found = index.own(file.kind(), values);
            var more = contributed.get(file.id());
            if (more != null) {
                found.add(more);
            }
            var row = new HashMap<String, @Nullable Object>();
            row.put("customer_id", file.id().value());
            row.put("tokens", found.tokens().values());
            row.put("token_version", found.tokens().version());
            row.put("mobile", index.mobile(file.kind(), values));
            rows.add(row);
        }
        db.sql(SET).paramSource(Params.of("rows", json.writeValueAsString(rows))).update();
        return Optional.of(new Piece(files.getLast().id().value(), files.size()));
    }

    private List<Field> numbers() {
        return fields.values().stream().filter(field -> field.type() == FieldType.PHONE).toList();
    }

    private Map<Field, Object> open(Sealed file) {
        try {
            var content = new Content(Map.of(), file.values());
            return seal.ofRecord().open(file.id().value(), content, numbers());
        } catch (SealBroken e) {
            LOG.error("The numbers of customer {} do not open any more", file.id().value(), e);
            return Map.of();
        }
    }
}
