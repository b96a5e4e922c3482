package io.kedang.bench;

import io.kedang.database.RunningDatabase;
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
    private static final int WARM = 1_500;
    private static final int TIMES = 600;
    private static final int FAR_PAGE = 2_000;
    private static final List<String> TABS =
            List.of("", "/people", "/revisions", "/orders", "/visits", "/classification");

    private final Api api;
    private final Meter meter;
    private final RunningDatabase database;
    private final Figures figures;
    private final int customers;
    private final Random random = new Random(1);
    private final List<String> ids = new ArrayList<>();

    RequestBench(Api api, Meter meter, RunningDatabase database, Figures figures, int customers) {
        this.api = api;
        this.meter = meter;
        this.database = database;
        this.figures = figures;
        this.customers = customers;
    }

    private interface Request {
        void send() throws IOException;
    }

    void run() throws IOException, SQLException {
        var far = walk();
        cpu("detail with all tabs", 1.5, this::detail);
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
        update();
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

    private void detail() throws IOException {
        var id = ids.get(random.nextInt(ids.size()));
        for (var tab : TABS) {
            get("/customers/" + id + tab);
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

    private void cpu(String name, double goal, Request request) throws IOException {
        for (int i = 0; i < WARM; i++) {
            request.send();
        }
        var before = meter.cpu();
        for (int i = 0; i < TIMES; i++) {
            request.send();
        }
        var used = meter.cpu().since(before);
        figures.atMost(name, used.total() / TIMES, "ms CPU", goal);
        figures.plain("  of it the server", used.server() / TIMES, "ms CPU");
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
