package io.kedang.customer.people;

import io.kedang.customer.record.Content;
import io.kedang.customer.record.RecordSeal;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Unscoped;
import io.kedang.sealing.IndexedRows;
import io.kedang.sealing.PhoneTokens;
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

/// Makes the tokens of people anew when the key of the index changes.
@Component
@Order(PersonTokens.ORDER)
@Transactional(propagation = Propagation.MANDATORY)
class PersonTokens implements IndexedRows {
    static final int ORDER = 1;
    private static final Logger LOG = LoggerFactory.getLogger(PersonTokens.class);
    private static final List<Field> NUMBERS =
            PersonFields.OF_PERSON.stream()
                    .filter(field -> field.type() == FieldType.PHONE)
                    .toList();

    @Unscoped(because = "counts rows for whoever administers keys")
    static final String OTHERS = "select count(*) from person where token_version <> :version";

    @Unscoped(because = "makes tokens anew for everybody, and answers nothing")
    static final String NEXT =
            """
            select h.id, h.sealed
              from person h
             where h.id > :after and h.token_version <> :version
             order by h.id
             limit :size
               for no key update
            """;

    @Unscoped(because = "changes rows that this transaction holds")
    static final String SET =
            """
            update person h
               set tokens = n.tokens, token_version = n.token_version
              from jsonb_populate_recordset(null::person, cast(:rows as jsonb)) n
             where h.id = n.id
            """;

    private final JdbcClient db;
    private final JsonMapper json;
    private final PhoneTokens tokens;
    private final RecordSeal seal;

    PersonTokens(JdbcClient db, JsonMapper json, PhoneTokens tokens, RecordSeal personSeal) {
        this.db = db;
        this.json = json;
        this.tokens = tokens;
        seal = personSeal;
    }

    private record Sealed(UUID id, Map<String, String> values) {}

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public long others(int version) {
        return db.sql(OTHERS).paramSource(Params.of("version", version)).query(Long.class).single();
    }

    @Override
    public Optional<Piece> renew(int version, UUID after, int size) {
        var people =
                db.sql(NEXT)
                        .paramSource(
                                Params.of("version", version).and("after", after).and("size", size))
                        .query(
                                (row, n) ->
                                        new Sealed(
                                                Row.id(row, "id"),
                                                json.readValue(
                                                        row.getString("sealed"),
                                                        new TypeReference<>() {})))
                        .list();
        if (people.isEmpty()) {
            return Optional.empty();
        }
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var person : people) {
            var found = PersonDerived.of(tokens, open(person)).terms().tokens();
            var row = new HashMap<String, @Nullable Object>();
            row.put("id", person.id());
            row.put("tokens", found.values());
            row.put("token_version", found.version());
            rows.add(row);
        }
        db.sql(SET).paramSource(Params.of("rows", json.writeValueAsString(rows))).update();
        return Optional.of(new Piece(people.getLast().id(), people.size()));
    }

    private Map<Field, Object> open(Sealed person) {
        try {
            return seal.open(person.id(), new Content(Map.of(), person.values()), NUMBERS);
        } catch (SealBroken e) {
            LOG.error("The numbers of person {} do not open any more", person.id(), e);
            return Map.of();
        }
    }
}
