package io.kedang.audit;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// What an entry costs, against an insert of one row without it. Prints microseconds.
public final class AuditBenchmark {
    private static final String BARE =
            """
            insert into bare (id, name, created_at) values (gen_random_uuid(), 'name', now())
            """;

    private AuditBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        try (var lab = new AuditLab(Files.createTempDirectory("audit-benchmark"))) {
            lab.tamper(
                    "create table bare (id uuid primary key, name text, created_at timestamptz)");
            var empty = measure("empty transaction", () -> transaction(lab, () -> {}));
            var bare = measure("one row", () -> transaction(lab, () -> insert(lab)));
            var audited =
                    measure(
                            "one row and its entry",
                            () ->
                                    transaction(
                                            lab,
                                            () -> {
                                                insert(lab);
                                                lab.audit.record(entry());
                                            }));
            var alone = measure("the entry alone", () -> lab.record(entry()));
            System.out.printf(
                    "ratio %.2f; entry alone to bare row %.2f%n",
                    (double) audited / bare, (double) (alone - empty) / (bare - empty));
            inOneTransaction(lab);
            register(lab);
            lists(lab);
        }
        System.exit(0);
    }

    /// Without the wait for the disk at the commit.
    private static void inOneTransaction(AuditLab lab) {
        lab.transaction.executeWithoutResult(
                status -> {
                    var bare = measure("one row, without commit", () -> insert(lab));
                    var entry = measure("one entry, without commit", () -> record(lab));
                    System.out.printf("ratio %.2f%n", (double) entry / bare);
                });
        var many = new ArrayList<AuditEntry>();
        for (int i = 0; i < 10_000; i++) {
            many.add(entry());
        }
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            lab.transaction.executeWithoutResult(status -> lab.audit.recordAll(many));
            System.out.printf(
                    "%-32s %8.1f%n",
                    "recordAll of 10,000, each", (System.nanoTime() - start) / 1e3 / many.size());
        }
    }

    private static void register(AuditLab lab) {
        long start = System.nanoTime();
        lab.sealer.work();
        long count = lab.number("select sum(cardinality(entries)) from audit_seal");
        System.out.printf(
                "%-32s %8.1f%n", "sealing, each", (System.nanoTime() - start) / 1e3 / count);
        start = System.nanoTime();
        var report = lab.verify();
        System.out.printf(
                "%-32s %8.1f%n",
                "verifying, each", (System.nanoTime() - start) / 1e3 / report.entries());
        if (!report.isSound()) {
            throw new IllegalStateException("broken: " + report.first());
        }
    }

    /// Pages of a register of a million more entries, of 1,000 users and 20,000 customers.
    private static void lists(AuditLab lab) {
        lab.tamper(
                """
                insert into audit_entry (occurred_at, actor_id, actor_name, channel, trace, action,
                    subject_kind, subject_id, customer_id, fields, detail, writer, writer_seq, mac)
                select timestamptz '2026-10-01' + n * interval '5 s',
                       md5('user' || n % 1000)::uuid, 'name', 'PAGE', '-',
                       case when n % 200000 = 7 then 'EXPORTED' else 'SENSITIVE_READ' end,
                       'customer', md5('customer' || n % 20000)::uuid,
                       md5('customer' || n % 20000)::uuid, array['phone'], '{}', 1, n, '\\x00'
                  from generate_series(1, 1000000) n;
                analyze audit_entry;
                """);
        var customer = uuid(lab, "customer5");
        var user = uuid(lab, "user5");
        var place = new AuditPlace(java.time.Instant.parse("2026-11-10T00:00:00Z"), 0);
        for (var filter :
                List.of(
                        AuditFilter.ALL,
                        AuditFilter.ofCustomer(customer),
                        AuditFilter.ofUser(user),
                        new AuditFilter(user, customer, null, null, null),
                        new AuditFilter(null, null, AuditAction.EXPORTED, null, null))) {
            var times = new long[30];
            int found = 0;
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                found = lab.audit.list(filter, i % 2 == 0 ? null : place, 50).size();
                times[i] = System.nanoTime() - start;
            }
            Arrays.sort(times);
            System.out.printf("%8.1f us, %d found: %s%n", times[15] / 1e3, found, filter);
        }
    }

    private static UUID uuid(AuditLab lab, String name) {
        return lab.db
                .getJdbcTemplate()
                .queryForObject("select md5('%s')::uuid".formatted(name), UUID.class);
    }

    private static AuditEntry entry() {
        var customer = UUID.randomUUID();
        return AuditEntry.of(AuditAction.CUSTOMER_CHANGED, "customer", customer)
                .customer(customer)
                .fields(List.of("name", "phone", "address"))
                .reason("a reason of usual length");
    }

    private static void insert(AuditLab lab) {
        lab.db.getJdbcTemplate().update(BARE);
    }

    private static void record(AuditLab lab) {
        lab.audit.record(entry());
    }

    private static void transaction(AuditLab lab, Runnable work) {
        lab.transaction.executeWithoutResult(status -> work.run());
    }

    /// The median, in nanoseconds.
    private static long measure(String name, Runnable work) {
        var times = new long[3_000];
        for (int i = 0; i < 2_000 + times.length; i++) {
            long start = System.nanoTime();
            work.run();
            if (i >= 2_000) {
                times[i - 2_000] = System.nanoTime() - start;
            }
        }
        Arrays.sort(times);
        long median = times[times.length / 2];
        System.out.printf("%-32s %8.1f%n", name, median / 1e3);
        return median;
    }
}
