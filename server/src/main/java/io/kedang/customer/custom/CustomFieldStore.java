package io.kedang.customer.custom;

import io.kedang.kernel.Params;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.OwnNames;
import io.kedang.kernel.field.OwnNames.OwnOption;
import io.kedang.kernel.field.OwnNames.Text;
import io.kedang.kernel.sql.Apart;
import io.kedang.kernel.sql.Row;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

@Repository
class CustomFieldStore {
    static final String ALL = "select * from custom_field order by position, key";

    /// Held, so that no two get the same name, label or place.
    static final String HOLD = "select pg_advisory_xact_lock(hashtext('custom_field'))";

    static final String INSERT =
            """
            insert into custom_field (key, type, section, kinds, label, help, options, required,
                                      listed, searched, sensitive, longest, least, initial,
                                      position, created_at, updated_at)
            values (:key, :type, :section, cast(:kinds as text[]), cast(:label as jsonb),
                    cast(:help as jsonb), cast(:options as jsonb), :required, :listed, :searched,
                    :sensitive, :longest, :least, cast(:initial as jsonb), :position, :now, :now)
            """;

    static final String UPDATE =
            """
            update custom_field
               set section = :section, kinds = cast(:kinds as text[]),
                   label = cast(:label as jsonb), help = cast(:help as jsonb),
                   options = cast(:options as jsonb), required = :required, listed = :listed,
                   longest = :longest, least = :least, initial = cast(:initial as jsonb),
                   position = :position,
                   retired_at = case when :retired then coalesce(retired_at, :now) end,
                   version = version + 1, updated_at = :now
             where key = :key and version = :version
            """;

    static final String SET_ORDERED = "update custom_field set ordered = :ordered where key = :key";

    private final JdbcClient db;
    private final Apart apart;
    private final JsonMapper json;

    CustomFieldStore(JdbcClient db, Apart apart, JsonMapper json) {
        this.db = db;
        this.apart = apart;
        this.json = json;
    }

    /// The retired ones too, in their order.
    List<CustomField> all() {
        return apart.client().sql(ALL).query((row, n) -> field(row)).list();
    }

    void hold() {
        db.sql(HOLD).query((row, n) -> "").single();
    }

    void insert(CustomField field, Instant now) {
        db.sql(INSERT).paramSource(params(field, now)).update();
    }

    /// False when somebody else was faster.
    boolean update(CustomField field, Instant now) {
        return db.sql(UPDATE).paramSource(params(field, now)).update() == 1;
    }

    void setOrdered(String name, boolean ordered) {
        db.sql(SET_ORDERED).paramSource(Params.of("key", name).and("ordered", ordered)).update();
    }

    private Params params(CustomField field, Instant now) {
        return Params.of("key", field.name())
                .and("type", field.type())
                .and("section", field.section())
                .and("kinds", field.kinds().stream().sorted().toArray(String[]::new))
                .and("label", json.writeValueAsString(field.names().label()))
                .and("help", json.writeValueAsString(field.names().help()))
                .and("options", json.writeValueAsString(field.names().options()))
                .and("required", field.required())
                .and("listed", field.listed())
                .and("searched", field.searched())
                .and("sensitive", field.sensitive())
                .and("longest", field.longest())
                .and("least", field.least())
                .and(
                        "initial",
                        field.initial() == null ? null : json.writeValueAsString(field.initial()))
                .and("position", field.position())
                .and("retired", field.retired())
                .and("version", field.version())
                .and("now", now);
    }

    private CustomField field(ResultSet row) throws SQLException {
        return new CustomField(
                row.getString("key"),
                FieldType.valueOf(row.getString("type")),
                row.getString("section"),
                Set.of((String[]) row.getArray("kinds").getArray()),
                new OwnNames(
                        json.readValue(row.getString("label"), Text.class),
                        json.readValue(row.getString("help"), Text.class),
                        json.readValue(
                                row.getString("options"), new TypeReference<List<OwnOption>>() {})),
                row.getBoolean("required"),
                row.getBoolean("listed"),
                row.getBoolean("searched"),
                row.getBoolean("sensitive"),
                row.getInt("longest"),
                row.getObject("least", Long.class),
                initial(row.getString("initial")),
                row.getInt("position"),
                Row.findInstant(row, "retired_at") != null,
                row.getBoolean("ordered"),
                row.getInt("version"));
    }

    private @Nullable Object initial(@Nullable String text) {
        return text == null ? null : json.readValue(text, Object.class);
    }
}
