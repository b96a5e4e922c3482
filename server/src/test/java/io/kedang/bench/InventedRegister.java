package io.kedang.bench;

import io.kedang.database.RunningDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Three years of a register, which the database fills by itself: the server would take hours.
///
/// What is invented: users and customers are ids that no other table knows, and as many entries
/// fall into each month. Popularity is skewed as it is in offices: a fiftieth of all looks falls on
/// one customer, a thirtieth of all acts on one user. MACs are zeros and nothing is sealed: no
/// question of the page reads either, and `kedang verify` would refuse every entry. Columns, sizes,
/// partitions and indexes are those of the product.
final class InventedRegister {
    static final int CUSTOMERS = 100_000;
    static final int USERS = 1_000;
    static final int MONTHS = 36;

    private static final DateTimeFormatter PARTITION =
            DateTimeFormatter.ofPattern("'audit_entry_'uuuu'_'MM");

    /// One month. A draw between 0 and 1 picks the act; its place among the bounds is that of the
    /// act and of its kind.
    private static final String ENTRIES =
            """
            insert into %1$s (id, occurred_at, actor_id, actor_name, channel, address, trace,
                action, subject_kind, subject_id, customer_id, fields, reason, detail,
                writer, writer_seq, mac)
            overriding system value
            select nextval(pg_get_serial_sequence('audit_entry', 'id')),
                   timestamptz '%2$s' + i * (least(now(), timestamptz '%3$s') - timestamptz '%2$s') / (%4$d + 1),
                   ('0199b000-0000-7000-8000-' || lpad(to_hex(who), 12, '0'))::uuid,
                   'User ' || who, 'WEB', '10.0.' || who / 250 || '.' || who %% 250,
                   md5(i::text), action, kind,
                   case when kind in ('customer', 'user') and action <> 'SEARCHED' then customer
                        when kind in ('export', 'print') then gen_random_uuid() end,
                   case when kind in ('customer', 'print') and action <> 'SEARCHED' then customer end,
                   case when action in ('SENSITIVE_READ', 'CUSTOMER_CHANGED') then array['mobile', 'idNumber']
                        else array[]::text[] end,
                   case when action in ('CONSULTED', 'SENSITIVE_READ') then 'Call about a delivery' end,
                   case when kind in ('export', 'print')
                        then jsonb_build_object('number', lpad((%5$d + i)::text, 6, '0'), 'format', 'XLSX',
                                                'rows', (10 + 90000 * power(greatest(c, 0.01), 100))::integer::text)
                        else jsonb_build_object('operation', 'GET /api/v1/customers/{id}/open') end
                     || case when action = 'EXPORTED'
                             then jsonb_build_object('list', gen_random_uuid(), 'listed', repeat('0', 64))
                             else '{}' end,
                   0, i, decode(repeat('00', 33), 'hex')
              from (select i, c, (%6$d * a * a)::bigint as who,
                           ('0199a000-0000-7000-8000-'
                            || lpad(to_hex((%7$d * power(b, 3))::bigint), 12, '0'))::uuid as customer,
                           (array['FILE_READ', 'SEARCHED', 'CUSTOMER_CHANGED', 'SENSITIVE_READ',
                                  'CONSULTED', 'SIGNED_IN', 'AUDIT_READ', 'DENIED', 'INPUT_REFUSED',
                                  'CUSTOMER_CREATED', 'PRINTED', 'EXPORTED', 'SIGN_IN_FAILED',
                                  'ACCESS_APPROVED', 'READING_LIMIT_REACHED', 'KEY_CHANGED'])[pick] as action,
                           (array['customer', 'customer', 'customer', 'customer',
                                  'customer', 'user', 'audit', 'customer', 'operation',
                                  'customer', 'print', 'export', 'user',
                                  'request', 'user', 'key'])[pick] as kind
                      from (select i, random() as a, random() as b, random() as c,
                                   width_bucket(random(), array[0, 0.45, 0.7, 0.78, 0.85, 0.88, 0.94,
                                       0.95, 0.97, 0.98, 0.99, 0.9945, 0.9955, 0.999, 0.9999, 0.99999]
                                       ::double precision[]) as pick
                              from generate_series(1, %4$d) i offset 0) drawn
                    offset 0) entry
            """;

    /// The customers of each export, drawn as those of single looks are.
    private static final String LISTS =
            """
            insert into audit_list (id, occurred_at, customers)
            select (detail ->> 'list')::uuid, occurred_at,
                   (select array_agg(distinct
                             ('0199a000-0000-7000-8000-'
                              || lpad(to_hex((%2$d * power(random(), 3))::bigint), 12, '0'))::uuid)
                      from generate_series(1, (e.detail ->> 'rows')::integer))
              from %1$s e
             where action = 'EXPORTED' and detail ? 'list'
            """;

    private final RunningDatabase database;
    private final long entries;

    InventedRegister(RunningDatabase database, long entries) {
        this.database = database;
        this.entries = entries;
    }

    static String customer(int number) {
        return "0199a000-0000-7000-8000-%012x".formatted(number);
    }

    static String user(int number) {
        return "0199b000-0000-7000-8000-%012x".formatted(number);
    }

    void fill() throws SQLException {
        try (var connection = database.connect();
                var sql = connection.createStatement()) {
            sql.execute("set timezone = 'UTC'");
            sql.execute("set synchronous_commit = off");
            sql.execute("set maintenance_work_mem = '512MB'");
            sql.execute("select setseed(0.5)");
            var lists = definition(connection, "audit_list_customers");
            sql.execute("drop index audit_list_customers");
            var newest = YearMonth.now(Clock.systemUTC());
            for (int back = MONTHS - 1; back >= 0; back--) {
                month(connection, newest.minusMonths(back), back);
            }
            sql.execute(lists);
            sql.execute("vacuum analyze");
            sql.execute("checkpoint");
        }
    }

    /// A month that the server has not prepared gets its indexes when it is full, which is faster.
    private void month(Connection connection, YearMonth month, int back) throws SQLException {
        var partition = month.format(PARTITION);
        var begin = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        var end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        long each = entries / MONTHS;
        try (var sql = connection.createStatement()) {
            boolean prepared = exists(connection, partition);
            if (!prepared) {
                sql.execute(
                        "create table %s (like audit_entry including defaults)"
                                .formatted(partition));
            }
            sql.execute(
                    ENTRIES.formatted(
                            partition,
                            begin,
                            end,
                            each,
                            (MONTHS - back) * each,
                            USERS - 1,
                            CUSTOMERS - 1));
            sql.execute(LISTS.formatted(partition, CUSTOMERS - 1));
            if (!prepared) {
                sql.execute(
                        """
                        alter table audit_entry attach partition %s
                          for values from ('%s') to ('%s')
                        """
                                .formatted(partition, begin, end));
            }
        }
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        return answer(connection, "select to_regclass('%s')".formatted(table)) != null;
    }

    private static String definition(Connection connection, String index) throws SQLException {
        return answer(connection, "select pg_get_indexdef('%s'::regclass)".formatted(index));
    }

    private static String answer(Connection connection, String question) throws SQLException {
        try (var sql = connection.createStatement();
                var row = sql.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
