package io.kedang.customer.people;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;
import io.kedang.kernel.field.Field;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// How many people a second come in together: `-Dtest=PeopleBulkBenchmark`.
@KedangTest
class PeopleBulkBenchmark {
    private static final int CUSTOMERS = 10_000;
    private static final int PEOPLE = 20_000;
    private static final int CHUNK = 5_000;
    private static final long SEED = 7;
    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华";
    private static final Origin FILE = new Origin("bench", Actor.Channel.IMPORT, null, 60, null);

    @Autowired TestCompany company;
    @Autowired PeopleBulk bulk;
    @Autowired JdbcClient db;

    @Test
    void peopleASecond() {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        var clerk = company.user("ana", "employee", "销售一部", Scope.OWN);
        measure("warm-up", clerk, people(random, customers(false)));
        measure("rows for search not written yet", clerk, people(random, customers(false)));
        measure("rows for search there already", clerk, people(random, customers(true)));
    }

    private void measure(String what, User clerk, List<NewPerson> people) {
        var machine =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long work = machine.getProcessCpuTime();
        for (int i = 0; i < people.size(); i += CHUNK) {
            var chunk = people.subList(i, Math.min(i + CHUNK, people.size()));
            company.as(
                    clerk,
                    () -> {
                        bulk.create(chunk);
                        return true;
                    });
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double processor = (machine.getProcessCpuTime() - work) / 1e3 / people.size();
        System.out.printf(
                "%s: %.0f people/s, %.0f us of processor each in the server, load %.1f%n",
                what, people.size() / seconds, processor, machine.getSystemLoadAverage());
    }

    private List<UUID> customers(boolean searched) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < CUSTOMERS; i++) {
            ids.add(NewId.next());
        }
        db.sql(
                        """
                        insert into customer (id, kind, file_number, filed_on, version, created_at,
                                              updated_at, readers, name, name_folded, name_key,
                                              name_match, derived_version)
                        select id, 'ORGANISATION', id::text, current_date, 1, now(), now(), '{1}',
                               'x',
                               'x', 'x', 'x', 1
                          from unnest(cast(:ids as uuid[])) id
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .update();
        if (searched) {
            db.sql(
                            """
                            insert into customer_search (customer_id, readers, grams, tokens,
                                                         derived_version)
                            select id, '{1}',
                                   array(select hashtext(id::text || n)
                                           from generate_series(1, 45) n),
                                   '{}', 1
                              from unnest(cast(:ids as uuid[])) id
                            """)
                    .param("ids", ids.toArray(UUID[]::new))
                    .update();
        }
        return ids;
    }

    private static List<NewPerson> people(Random random, List<UUID> customers) {
        var people = new ArrayList<NewPerson>();
        for (int i = 0; i < PEOPLE; i++) {
            var values = new HashMap<Field, Object>();
            values.put(
                    PersonFields.NAME,
                    "" + any(random, SURNAMES) + any(random, GIVEN) + any(random, GIVEN));
            values.put(field("mobile"), "+8613%09d".formatted(random.nextInt(1_000_000_000)));
            values.put(field("email"), "a%d@example.com".formatted(i));
            values.put(field("hobbies"), "钓鱼");
            values.put(field("position.title"), "经理");
            people.add(
                    new NewPerson(
                            new PersonId(NewId.next()),
                            new CustomerId(customers.get(i / 2 % customers.size())),
                            values,
                            FILE));
        }
        return people;
    }

    private static char any(Random random, String of) {
        return of.charAt(random.nextInt(of.length()));
    }

    private static Field field(String key) {
        return PersonFields.find(key).orElseThrow();
    }
}
