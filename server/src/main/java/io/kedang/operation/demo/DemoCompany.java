package io.kedang.operation.demo;

import io.kedang.access.User;
import io.kedang.customer.CustomerBulk.NewFile;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerKind;
import io.kedang.customer.people.NewPerson;
import io.kedang.customer.people.PersonFields;
import io.kedang.customer.people.PersonId;
import io.kedang.customer.record.Origin;
import io.kedang.interaction.Visit;
import io.kedang.kernel.Money;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.text.CreditCode;
import io.kedang.trade.Order;
import io.kedang.trade.OrderLine;
import io.kedang.trade.OrderStatus;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/// Rule: the customers of the invented company. Customer `n` is the same at every load, apart from
/// dates, which end on `today`.
final class DemoCompany {
    static final int CUSTOMERS = 2_000;
    private static final long SEED = 20_260_101L;
    private static final int DAYS = 3 * 365;
    private static final int EVERY_TENTH_IS_A_PERSON = 10;

    private final DemoWords words = new DemoWords();
    private final List<User> staff;
    private final LocalDate today;
    private final Origin origin;

    DemoCompany(List<User> staff, LocalDate today, Origin origin) {
        this.staff = staff;
        this.today = today;
        this.origin = origin;
    }

    /// One customer with what happened to him.
    record DemoCustomer(
            NewFile file, List<NewPerson> people, List<Order> orders, List<Visit> visits) {}

    DemoCustomer customer(int n) {
        var random = new Random(SEED * 31 + n);
        var id = new CustomerId(id(random));
        boolean person = n % EVERY_TENTH_IS_A_PERSON == 7;
        var owner = staff.get(random.nextInt(staff.size()));
        var values = person ? person(random) : firm(random, n);
        put(values, "owner", owner.id());
        put(values, "mobile", mobile(random));
        put(values, "filedOn", today.minusDays(random.nextInt(DAYS)));
        put(values, "source", option(random, "source"));
        put(values, "lifecycle", option(random, "lifecycle"));
        if (random.nextInt(3) == 0) {
            put(values, "tags", List.of(words.one("tags", random)));
        }
        if (random.nextInt(3) == 0) {
            put(values, "remarks", words.one("remarks", random));
        }
        if (random.nextInt(4) > 0) {
            put(
                    values,
                    "nextContactAt",
                    today.plusDays(random.nextInt(40) - 5L).atTime(2, 0).toInstant(ZoneOffset.UTC));
        }
        var people = person ? List.<NewPerson>of() : people(random, id, n);
        return new DemoCustomer(
                new NewFile(id, person ? CustomerKind.PERSON : CustomerKind.ORGANISATION, values),
                people,
                orders(random, n, id, owner),
                visits(random, id, owner, people));
    }

    private Map<Field, Object> firm(Random random, int n) {
        var city = words.parts("cities", random);
        var trade = words.parts("trades", random);
        var brand = words.one("brands", random);
        var values = new HashMap<Field, Object>();
        put(
                values,
                "name",
                city[4]
                        + brand
                        + (n % 7 == 0 ? words.one("second", random) : "")
                        + trade[0]
                        + trade[2]);
        put(values, "alias", List.of(brand + trade[0]));
        put(values, "industry", trade[1]);
        put(values, "creditCode", CreditCode.complete("91500100" + digits(random, 9)).text());
        put(values, "address.country", words.one("country", random));
        put(values, "address.province", city[0]);
        put(values, "address.city", city[1]);
        put(values, "address.district", city[2]);
        put(values, "address.street", words.street(random));
        put(
                values,
                "phone",
                "+86" + city[3].substring(1) + (2 + random.nextInt(7)) + digits(random, 7));
        put(values, "email", "office%d@example.com".formatted(n));
        put(values, "legalRepresentative", words.person(random));
        put(values, "foundedOn", today.minusDays(400 + random.nextInt(9_000)));
        put(values, "employees", (long) (5 + Math.exp(random.nextGaussian() + 4)));
        put(values, "registeredCapital", money(100_000L * (1 + random.nextInt(300))));
        put(values, "sales.latest", money((long) Math.exp(random.nextGaussian() * 1.2 + 15)));
        put(values, "ownership", option(random, "ownership"));
        put(values, "standing", option(random, "standing"));
        put(values, "creditRating", option(random, "creditRating"));
        return values;
    }

    private Map<Field, Object> person(Random random) {
        var city = words.parts("cities", random);
        var values = new HashMap<Field, Object>();
        put(values, "name", words.person(random));
        put(values, "sex", option(random, "sex"));
        put(
                values,
                "birthDate",
                LocalDate.of(1960 + random.nextInt(45), 1, 1).plusDays(random.nextInt(365)));
        put(values, "occupation", words.one("titles", random));
        put(values, "address.country", words.one("country", random));
        put(values, "address.province", city[0]);
        put(values, "address.city", city[1]);
        put(values, "address.district", city[2]);
        put(values, "address.street", words.street(random));
        return values;
    }

    private List<Order> orders(Random random, int n, CustomerId customer, User owner) {
        var orders = new ArrayList<Order>();
        int count = random.nextInt(9);
        for (int each = 0; each < count; each++) {
            var lines = new ArrayList<OrderLine>();
            var sum = BigDecimal.ZERO;
            for (int line = 1; line <= 1 + random.nextInt(3); line++) {
                var product = words.parts("products", random);
                var price = new BigDecimal(product[2]);
                var quantity = BigDecimal.valueOf(1 + random.nextInt(12));
                var amount = price.multiply(quantity).setScale(2);
                lines.add(new OrderLine(line, product[0], product[1], quantity, price, amount));
                sum = sum.add(amount);
            }
            orders.add(
                    new Order(
                            id(random),
                            customer,
                            "DEMO-%05d-%02d".formatted(n, each),
                            today.minusDays(random.nextInt(DAYS)),
                            new Money(sum, "CNY"),
                            random.nextInt(12) == 0 ? OrderStatus.IN_PROGRESS : OrderStatus.DONE,
                            null,
                            owner.id(),
                            random.nextInt(30) == 0 ? words.one("breaches", random) : null,
                            null,
                            origin.source(),
                            1,
                            lines));
        }
        return orders;
    }

    private List<Visit> visits(
            Random random, CustomerId customer, User owner, List<NewPerson> people) {
        var visits = new ArrayList<Visit>();
        int count = random.nextInt(5);
        for (int each = 0; each < count; each++) {
            visits.add(
                    new Visit(
                            id(random),
                            customer,
                            today.minusDays(random.nextInt(DAYS)),
                            null,
                            List.of(
                                    people.isEmpty()
                                            ? words.person(random)
                                            : name(people.getFirst())),
                            words.one("visits", random),
                            owner.id()));
        }
        return visits;
    }

    private List<NewPerson> people(Random random, CustomerId customer, int n) {
        var people = new ArrayList<NewPerson>();
        int count = 1 + random.nextInt(3);
        for (int each = 0; each < count; each++) {
            var values = new HashMap<Field, @Nullable Object>();
            putOfPerson(values, "name", words.person(random));
            putOfPerson(values, "sex", random.nextBoolean() ? "MALE" : "FEMALE");
            putOfPerson(values, "position.title", words.one("titles", random));
            putOfPerson(values, "mobile", mobile(random));
            putOfPerson(values, "email", "contact%d.%d@example.com".formatted(n, each));
            people.add(new NewPerson(new PersonId(id(random)), customer, values, origin));
        }
        return people;
    }

    private static String name(NewPerson person) {
        var name = person.values().get(PersonFields.find("name").orElseThrow());
        return Objects.requireNonNull(name).toString();
    }

    private static void putOfPerson(Map<Field, @Nullable Object> values, String key, Object value) {
        values.put(PersonFields.find(key).orElseThrow(), value);
    }

    private static String mobile(Random random) {
        return "+861" + (30 + random.nextInt(60)) + digits(random, 8);
    }

    private static void put(Map<Field, Object> values, String key, Object value) {
        values.put(CustomerFields.find(key).orElseThrow(), value);
    }

    private static String option(Random random, String key) {
        var options = CustomerFields.find(key).orElseThrow().options();
        return options.get(random.nextInt(options.size()));
    }

    private static Money money(long yuan) {
        return new Money(BigDecimal.valueOf(yuan).setScale(2), "CNY");
    }

    private static String digits(Random random, int count) {
        var digits = new StringBuilder();
        for (int n = 0; n < count; n++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static UUID id(Random random) {
        return new UUID(
                random.nextLong() & ~0xF000L | 0x8000L,
                random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }
}
