package io.kedang.operation.demo;

import io.kedang.access.User;
import io.kedang.customer.CustomerBulk.NewFile;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerKind;
import io.kedang.interaction.Visit;
import io.kedang.kernel.Money;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.text.CreditCode;
import io.kedang.trade.Order;
import io.kedang.trade.OrderLine;
import io.kedang.trade.OrderStatus;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    DemoCompany(List<User> staff, LocalDate today) {
        this.staff = staff;
        this.today = today;
    }

    /// One customer with what happened to him.
    record DemoCustomer(
            NewFile file, List<String> people, List<Order> orders, List<Visit> visits) {}

    DemoCustomer customer(int n) {
        var random = new Random(SEED * 31 + n);
        var id = new CustomerId(id(random));
        boolean person = n % EVERY_TENTH_IS_A_PERSON == 7;
        var owner = staff.get(random.nextInt(staff.size()));
        var values = person ? person(random) : firm(random, n);
        put(values, "owner", owner.id());
        put(values, "mobile", "+861" + (30 + random.nextInt(60)) + digits(random, 8));
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
        var people = new ArrayList<String>();
        for (int each = 0; !person && each < 1 + random.nextInt(3); each++) {
            people.add(words.person(random));
        }
        return new DemoCustomer(
                new NewFile(
                        id,
                        person ? CustomerKind.PERSON : CustomerKind.ORGANISATION,
                        values),
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
                city[1].replace("市", "") + brand + (n % 7 == 0 ? "恒" : "") + trade[0] + trade[2]);
        put(values, "alias", List.of(brand + trade[0]));
        put(values, "industry", trade[1]);
        put(values, "creditCode", CreditCode.complete("91500100" + digits(random, 9)).text());
        put(values, "address.country", "中国");
        put(values, "address.province", city[0]);
        put(values, "address.city", city[1]);
        put(values, "address.district", city[2]);
        put(values, "address.street", "建设路" + (1 + random.nextInt(900)) + "号");
        put(values, "phone", "+86" + city[3].substring(1) + (2 + random.nextInt(7)) + digits(random, 7));
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
        put(values, "birthDate", LocalDate.of(1960 + random.nextInt(45), 1, 1).plusDays(random.nextInt(365)));
        put(values, "occupation", words.one("titles", random));
        put(values, "address.country", "中国");
        put(values, "address.province", city[0]);
        put(values, "address.city", city[1]);
        put(values, "address.district", city[2]);
        put(values, "address.street", "人民路" + (1 + random.nextInt(900)) + "号");
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
                            random.nextInt(30) == 0 ? "付款逾期" : null,
                            null,
                            Demo.SOURCE,
                            1,
                            lines));
        }
        return orders;
    }

    private List<Visit> visits(
            Random random, CustomerId customer, User owner, List<String> people) {
        var visits = new ArrayList<Visit>();
        int count = random.nextInt(5);
        for (int each = 0; each < count; each++) {
            visits.add(
                    new Visit(
                            id(random),
                            customer,
                            today.minusDays(random.nextInt(DAYS)),
                            null,
                            List.of(people.isEmpty() ? words.person(random) : people.getFirst()),
                            words.one("visits", random),
                            owner.id()));
        }
        return visits;
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
