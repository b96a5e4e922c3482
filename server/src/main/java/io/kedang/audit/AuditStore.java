package io.kedang.audit;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Write;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Repository
class AuditStore {
    static final String INSERT =
            """
            with entry as (
              insert into audit_entry (occurred_at, actor_id, actor_name, channel, address, trace,
                  action, subject_kind, subject_id, customer_id, fields, reason, detail,
                  writer, writer_seq, mac)
              values (:occurredAt, :actorId::uuid, :actorName, :channel, :address, :trace,
                  :action, :subjectKind, :subjectId::uuid, :customerId::uuid, :fields::text[], :reason,
                  :detail::jsonb, :writer, :writerSeq, :mac)
              returning id, occurred_at
            )
            insert into audit_waiting (id, occurred_at) select id, occurred_at from entry
            """;

    static final String LIST =
            """
            select id, occurred_at, actor_id, actor_name, channel, address, trace, action,
                   subject_kind, subject_id, customer_id, fields, reason, detail
              from audit_entry
             where (occurred_at, id) < (:afterAt, :afterId) and occurred_at >= :from
               and (:actions::text[] is null or action = any (:actions::text[]))
               and (:user::uuid is null or actor_id = :user)
               and (:address::text is null or address = :address)
               and (:kind::text is null or subject_kind = :kind)
             order by occurred_at desc, id desc
             limit :size
            """;

    static final String LIST_OF_USER =
            """
            select id, occurred_at, actor_id, actor_name, channel, address, trace, action,
                   subject_kind, subject_id, customer_id, fields, reason, detail
              from audit_entry
             where actor_id = :user
               and (occurred_at, id) < (:afterAt, :afterId) and occurred_at >= :from
               and (:actions::text[] is null or action = any (:actions::text[]))
               and (:address::text is null or address = :address)
               and (:kind::text is null or subject_kind = :kind)
             order by occurred_at desc, id desc
             limit :size
            """;

    /// Also the entries about many customers of which this is one.
    static final String LIST_OF_CUSTOMER =
            """
            (select id, occurred_at, actor_id, actor_name, channel, address, trace, action,
                    subject_kind, subject_id, customer_id, fields, reason, detail
               from audit_entry
              where customer_id = :customer
                and (occurred_at, id) < (:afterAt, :afterId) and occurred_at >= :from
                and (:actions::text[] is null or action = any (:actions::text[]))
                and (:user::uuid is null or actor_id = :user)
                and (:address::text is null or address = :address)
                and (:kind::text is null or subject_kind = :kind)
              order by occurred_at desc, id desc
              limit :size)
            union all
            (select e.id, e.occurred_at, actor_id, actor_name, channel, address, trace, action,
                    subject_kind, subject_id, customer_id, fields, reason, detail
               from audit_list l
               join audit_entry e
                 on e.occurred_at = l.occurred_at and e.detail ->> 'list' = l.id::text
              where l.customers @> array[:customer::uuid]
                and l.occurred_at between :from and :afterAt
                and (e.occurred_at, e.id) < (:afterAt, :afterId)
                and (:actions::text[] is null or action = any (:actions::text[]))
                and (:user::uuid is null or actor_id = :user)
                and (:address::text is null or address = :address)
                and (:kind::text is null or subject_kind = :kind)
              order by e.occurred_at desc, e.id desc
              limit :size)
             order by occurred_at desc, id desc
             limit :size
            """;

    static final String INSERT_LIST =
            """
            insert into audit_list (id, occurred_at, customers)
            values (:id, :occurredAt, :customers)
            """;

    static final String LIST_OF_OUTGOING_FILE =
            """
            select id, occurred_at, actor_id, actor_name, channel, address, trace, action,
                   subject_kind, subject_id, customer_id, fields, reason, detail
              from audit_entry
             where detail ->> 'number' = :number and action in ('EXPORTED', 'PRINTED')
             order by occurred_at desc, id desc
             limit 10
            """;

    static final String LIST_OF_ADDRESS =
            """
            select id, occurred_at, actor_id, actor_name, channel, address, trace, action,
                   subject_kind, subject_id, customer_id, fields, reason, detail
              from audit_entry
             where address = :address
               and (occurred_at, id) < (:afterAt, :afterId) and occurred_at >= :from
               and (:actions::text[] is null or action = any (:actions::text[]))
               and (:user::uuid is null or actor_id = :user)
               and (:kind::text is null or subject_kind = :kind)
             order by occurred_at desc, id desc
             limit :size
            """;

    static final String LIST_OF_KIND =
            """
            select id, occurred_at, actor_id, actor_name, channel, address, trace, action,
                   subject_kind, subject_id, customer_id, fields, reason, detail
              from audit_entry
             where subject_kind = :kind
               and (occurred_at, id) < (:afterAt, :afterId) and occurred_at >= :from
             order by occurred_at desc, id desc
             limit :size
            """;

    /// Acts on one kind of thing, of which there may be none among millions: which index leads to
    /// few entries depends on the values, so it runs under [#BY_VALUES].
    static final String LIST_OF_KIND_AND_ACTIONS =
            """
            select id, occurred_at, actor_id, actor_name, channel, address, trace, action,
                   subject_kind, subject_id, customer_id, fields, reason, detail
              from audit_entry
             where subject_kind = :kind and action = any (:actions::text[])
               and (occurred_at, id) < (:afterAt, :afterId) and occurred_at >= :from
             order by occurred_at desc, id desc
             limit :size
            """;

    /// Until the end of the transaction, statements are planned for the values that they are asked
    /// with.
    static final String BY_VALUES =
            "select set_config('plan_cache_mode', 'force_custom_plan', true)";

    /// Some of the rare actions among millions of reads: the newest of each, of which the newest.
    static final String LIST_OF_ACTIONS =
            """
            select e.id, occurred_at, actor_id, actor_name, channel, address, trace, e.action,
                   subject_kind, subject_id, customer_id, fields, reason, detail
              from unnest(:actions::text[]) wanted(action),
                   lateral (
                     select * from audit_entry
                      where audit_entry.action = wanted.action
                        and (occurred_at, id) < (:afterAt, :afterId) and occurred_at >= :from
                      order by occurred_at desc, id desc
                      limit :size) e
             order by occurred_at desc, e.id desc
             limit :size
            """;

    private static final Instant NEVER_BEFORE = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant NEVER_AFTER = Instant.parse("9999-01-01T00:00:00Z");

    private final NamedParameterJdbcOperations db;
    private final JsonMapper json;

    AuditStore(NamedParameterJdbcOperations db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Write inserting(AuditRow row) {
        return new Write(INSERT, params(row));
    }

    Write inserting(CustomerList.Row list) {
        return new Write(INSERT_LIST, Params.of(list));
    }

    void insertAll(List<AuditRow> rows) {
        db.batchUpdate(INSERT, rows.stream().map(this::params).toArray(SqlParameterSource[]::new));
    }

    List<AuditRecord> list(AuditFilter filter, @Nullable AuditPlace after, int size) {
        var begin = begin(filter, after);
        var statement = statement(filter);
        if (statement.equals(LIST_OF_KIND_AND_ACTIONS)) {
            db.queryForObject(BY_VALUES, Map.of(), String.class);
        }
        return db.query(
                statement,
                Params.of("user", filter.user())
                        .and("customer", filter.customer())
                        .and("actions", filter.actionNames())
                        .and("kind", filter.kind())
                        .and("address", filter.address())
                        .and("from", bounded(filter.from(), NEVER_BEFORE))
                        .and("afterAt", begin.occurredAt())
                        .and("afterId", begin.id())
                        .and("size", size),
                record());
    }

    List<AuditRecord> listOfOutgoingFile(String number) {
        return db.query(LIST_OF_OUTGOING_FILE, Params.of("number", number), record());
    }

    private static AuditPlace begin(AuditFilter filter, @Nullable AuditPlace after) {
        var until = bounded(filter.until(), NEVER_AFTER);
        return after != null && after.occurredAt().isBefore(until)
                ? after
                : new AuditPlace(until, Long.MIN_VALUE);
    }

    /// Within what the database can hold.
    private static Instant bounded(@Nullable Instant moment, Instant otherwise) {
        return moment == null || moment.isBefore(NEVER_BEFORE) || moment.isAfter(NEVER_AFTER)
                ? otherwise
                : moment;
    }

    private static String statement(AuditFilter filter) {
        if (filter.customer() != null) {
            return LIST_OF_CUSTOMER;
        }
        if (filter.user() != null) {
            return LIST_OF_USER;
        }
        if (filter.address() != null) {
            return LIST_OF_ADDRESS;
        }
        if (filter.kind() != null) {
            return filter.actionNames() == null ? LIST_OF_KIND : LIST_OF_KIND_AND_ACTIONS;
        }
        return filter.actionNames() == null ? LIST : LIST_OF_ACTIONS;
    }

    private Params params(AuditRow row) {
        return Params.of(row).and("detail", json.writeValueAsString(row.detail()));
    }

    private RowMapper<AuditRecord> record() {
        return (row, n) ->
                new AuditRecord(
                        row.getLong("id"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_name"),
                        row.getString("channel"),
                        row.getString("address"),
                        row.getString("trace"),
                        row.getString("action"),
                        row.getString("subject_kind"),
                        row.getObject("subject_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        texts(row, "fields"),
                        row.getString("reason"),
                        json.readValue(
                                row.getString("detail"),
                                new TypeReference<Map<String, String>>() {}));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
