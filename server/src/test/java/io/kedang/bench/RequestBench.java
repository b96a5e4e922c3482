package io.kedang.bench;

import io.kedang.database.RunningDatabase;
import io.kedang.kernel.NewId;
import io.kedang.lab.Api;
import io.kedang.lab.InventedCustomers;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What single requests cost when many customers are there.
final class RequestBench {
    private static final int WARM = 3_000;
    private static final int TIMES = 600;

    private static final int FAR_PAGE = 2_000;
    private static final int FURNISHED = 500;

    private static final String ORDER =
            """
            {"customerId":"%s","orderNumber":"%s","orderedOn":"2026-05-06","status":"DONE",
             "total":{"amount":"30.00","currency":"CNY"},
             "lines":[{"lineNumber":1,"productCode":"P1","productName":"轴承","quantity":"2",
                       "unitPrice":"10.00","amount":"20.00"},
                      {"lineNumber":2,"productCode":"P2","productName":"垫片","quantity":"1",
                       "unitPrice":"10.00","amount":"10.00"}]}
            """;

    private static final String VISIT =
            """
            {"visitedOn":"2026-05-07","place":"会议室","peopleMet":["王小0"],"summary":"送样，月底回复"}
            """;

    private static final List<String> TABS =
            List.of("", "/people", "/timeline", "/orders", "/visits", "/classification");

    private final Api api;
    private final RequestMeter meter;
    private final RunningDatabase database;
    private final Figures figures;
    private final int customers;
    private final Random random = new Random(1);
    private final List<String> ids = new ArrayList<>();
    private final List<String> furnished = new ArrayList<>();

    RequestBench(Api api, Meter meter, RunningDatabase database, Figures figures, int customers) {
        this.api = api;
        this.meter = new RequestMeter(meter);
        this.database = database;
        this.figures = figures;
        this.customers = customers;
    }

    void run() throws IOException, SQLException {
        var far = walk();
        for (int i = 0; i < FURNISHED; i++) {
            furnish(ids.get(i * (ids.size() / FURNISHED)), i);
        }
        cpu("list, first page", 3, () -> get("/customers?size=50"));
        cpu("list, page " + FAR_PAGE, 3, () -> get("/customers?size=50&after=" + far));
        cpu("search of two characters", 5, () -> search(twoCharacters()));
        cpu("search of a name", 5, () -> search(InventedCustomers.name(random.nextInt(customers))));
        cpu(
                "search of a whole mobile",
                5,
                () -> search(InventedCustomers.mobile(random.nextInt(customers))));
        cpu(
                "search of the last four digits",
                5,
                () -> search("%04d".formatted(random.nextInt(10_000))));
        cpu("detail with all tabs", 1.5, () -> get("/customers/" + anyFurnished() + "/open"));
        figures.plain(
                "  its timeline",
                meter.used(() -> get("/customers/" + anyFurnished() + "/timeline")).total(),
                "ms CPU");
        figures.plain("the same, tab by tab", meter.used(this::tabByTab).total(), "ms CPU");
        update();
        databaseTime(far);
    }

    private void databaseTime(String far) throws IOException, SQLException {
        var name = InventedCustomers.name(customers / 2);
        var file = anyFurnished();
        try (var time = new DatabaseTime(database, figures)) {
            time.compare("a list, first page", () -> get("/customers?size=50"));
            time.compare("a list, page " + FAR_PAGE, () -> get("/customers?size=50&after=" + far));
            time.compare("a search of two characters", () -> search(name.substring(2, 4)));
            time.compare("a search of a name", () -> search(name));
            time.compare(
                    "a search of a mobile", () -> search(InventedCustomers.mobile(customers / 2)));
            time.compare("a search of four digits", () -> search("4711"));
            time.compare("a file with all tabs", () -> get("/customers/" + file + "/open"));
        }
    }

    /// Goes through the list to the far page; ids on the way are what later requests ask for.
    private String walk() throws IOException {
        var after = "";
        for (int page = 1; page < FAR_PAGE; page++) {
            var answer =
                    api.get("/customers?size=50" + (after.isEmpty() ? "" : "&after=" + after))
                            .orFail();
            answer.body().at("/items").forEach(item -> ids.add(item.at("/id").asString()));
            if (answer.at("/next").isEmpty()) {
                break;
            }
            after = answer.at("/next");
        }
        return after;
    }

    /// Gives a file what its tabs show: people, orders and a visit.
    private void furnish(String id, int number) throws IOException {
        furnished.add(id);
        var file = "/customers/" + id;
        if (!api.get(file + "/visits").orFail().body().at("/items").isEmpty()) {
            return;
        }
        for (int n = 0; n < 2; n++) {
            var mobile = "137%07d%d".formatted(number, n);
            var person = "{\"name\":\"王小%d\",\"mobile\":\"%s\"}".formatted(n, mobile);
            api.put(file + "/people/" + NewId.next(), person).orFail();
            var order = ORDER.formatted(id, NewId.next());
            api.put("/orders/" + NewId.next(), order).orFail();
        }
        api.put(file + "/visits/" + NewId.next(), VISIT).orFail();
    }

    private String anyFurnished() {
        return furnished.get(random.nextInt(furnished.size()));
    }

    private void tabByTab() throws IOException {
        var file = "/customers/" + anyFurnished();
        for (var tab : TABS) {
            get(file + tab);
        }
    }

    private void get(String path) throws IOException {
        api.get(path).orFail();
    }

    private void search(String words) throws IOException {
        get("/customers?size=50&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }

    /// Out of the middle of names: some are in every tenth file, some in few.
    private String twoCharacters() {
        var name = InventedCustomers.name(random.nextInt(customers));
        int at = random.nextInt(name.length() - 3);
        return name.substring(at, at + 2);
    }

    private void cpu(String name, double goal, RequestMeter.Request request) throws IOException {
        var used = meter.used(request);
        figures.atMost(name, used.total(), "ms CPU", goal);
        figures.plain("  of it the server", used.server(), "ms CPU");
    }

    /// Clock against clock, in turns, so that both meet the same disk.
    private void update() throws IOException, SQLException {
        var updates = new long[TIMES];
        var commits = new long[TIMES];
        try (var connection = database.connect();
                var sql = connection.createStatement()) {
            sql.execute("create table bare_row (id integer primary key, remarks text)");
            sql.execute("insert into bare_row values (1, '')");
            for (int i = 0; i < WARM + TIMES; i++) {
                var id = ids.get(i % ids.size());
                int version = Integer.parseInt(api.get("/customers/" + id).orFail().at("/version"));
                long begin = System.nanoTime();
                api.patch("/customers/" + id, version, "{\"remarks\":\"量 %d\"}".formatted(i))
                        .orFail();
                long middle = System.nanoTime();
                sql.execute("update bare_row set remarks = '%d'".formatted(i));
                if (i >= WARM) {
                    updates[i - WARM] = middle - begin;
                    commits[i - WARM] = System.nanoTime() - middle;
                }
            }
            sql.execute("drop table bare_row");
        }
        figures.plain("a bare one-row commit, median", median(commits), "ms");
        figures.plain("an update of a customer, median", median(updates), "ms");
        figures.atMost(
                "update to a bare one-row commit", median(updates) / median(commits), "x", 3);
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }
}
