package io.kedang.bench;

import io.kedang.bench.RequestMeter.Request;
import io.kedang.kernel.NewId;
import io.kedang.lab.Api;
import io.kedang.lab.InventedCustomers;
import io.kedang.lab.InventedCustomers.Home;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What the lock costs: the same requests by somebody who reads every file and by somebody who
/// reads two in a hundred, among 200 users in 40 departments to whom the files belong in turn.
final class LockBench {
    private static final int DEPARTMENTS = 40;
    private static final int USERS_EACH = 5;
    private static final double MOST = 1.5;
    private static final int FAR_PAGE = 20;

    private final Api api;
    private final RequestMeter meter;
    private final Figures figures;
    private final int customers;

    LockBench(Api api, Meter meter, Figures figures, int customers) {
        this.api = api;
        this.meter = new RequestMeter(meter);
        this.figures = figures;
        this.customers = customers;
    }

    /// Departments, their people, and a director.
    List<Home> staff() throws IOException {
        var homes = new ArrayList<Home>();
        for (int department = 0; department < DEPARTMENTS; department++) {
            var id = NewId.next();
            var name = "测试%02d部".formatted(department);
            api.put("/departments/" + id, "{\"name\":\"%s\"}".formatted(name)).orFail();
            for (int user = 0; user < USERS_EACH; user++) {
                var username = "u%02d-%d".formatted(department, user);
                hire(username, "service", id.toString());
                homes.add(new Home(username, name));
            }
        }
        hire("bench-director", "director", "");
        return homes;
    }

    private void hire(String username, String role, String department) throws IOException {
        var body =
                """
                {"username":"%s","displayName":"%s","roleId":"%s","departmentId":%s,
                 "password":"%s"}
                """
                        .formatted(
                                username,
                                username,
                                role(role),
                                department.isEmpty() ? "null" : "\"" + department + "\"",
                                NewId.next());
        api.put("/users/" + NewId.next(), body).orFail();
    }

    private String role(String code) throws IOException {
        for (var role : api.get("/roles").orFail().body().at("/items")) {
            if (role.at("/code").asString().equals(code)) {
                return role.at("/id").asString();
            }
        }
        throw new IllegalStateException("no role " + code);
    }

    void run() throws IOException {
        var all = new Reader(api.as("bench-director"));
        var few = new Reader(api.as("u07-2"));
        int share = few.count();
        figures.plain("  files that one of them reads, of " + customers, share, "files");
        compare("list, first page", () -> all.page(""), () -> few.page(""));
        var far = all.far();
        var near = few.far();
        compare("list, page " + FAR_PAGE, () -> all.page(far), () -> few.page(near));
        compare("count", all::count, few::count);
        compare("search of two characters", all::twoCharacters, few::twoCharacters);
        compare("search of a name", all::name, few::name);
        compare("search of a whole mobile", all::mobile, few::mobile);
        compare("detail with all tabs", all::file, few::file);
    }

    private void compare(String name, Request all, Request few) throws IOException {
        var ofAll = meter.used(all);
        var ofFew = meter.used(few);
        figures.plain(name + ", who reads all", ofAll.total(), "ms CPU");
        figures.plain(name + ", who reads 2 %", ofFew.total(), "ms CPU");
        figures.atMost("  the lock on a " + name, ofFew.total() / ofAll.total(), "x", MOST);
    }

    /// Somebody who asks, with the same words as everybody else.
    private final class Reader {
        private final Api own;
        private final Random random = new Random(1);
        private final List<String> files = new ArrayList<>();

        Reader(Api own) throws IOException {
            this.own = own;
            for (var item : own.get("/customers?size=200").orFail().body().at("/items")) {
                if (!item.at("/grade").asString("").equals("A")) {
                    files.add(item.at("/id").asString());
                }
            }
        }

        void page(String after) throws IOException {
            get("/customers?size=50" + (after.isEmpty() ? "" : "&after=" + after));
        }

        String far() throws IOException {
            var after = "";
            for (int page = 1; page < FAR_PAGE; page++) {
                after =
                        own.get("/customers?size=50" + (after.isEmpty() ? "" : "&after=" + after))
                                .orFail()
                                .at("/next");
            }
            return after;
        }

        int count() throws IOException {
            return own.get("/customers?size=1&count=some").orFail().body().at("/count").asInt();
        }

        void twoCharacters() throws IOException {
            var name = InventedCustomers.name(random.nextInt(customers));
            int at = random.nextInt(name.length() - 3);
            search(name.substring(at, at + 2));
        }

        void name() throws IOException {
            search(InventedCustomers.name(random.nextInt(customers)));
        }

        void mobile() throws IOException {
            search(InventedCustomers.mobile(random.nextInt(customers)));
        }

        void file() throws IOException {
            get("/customers/" + files.get(random.nextInt(files.size())) + "/open");
        }

        private void search(String words) throws IOException {
            get("/customers?size=50&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        }

        private void get(String path) throws IOException {
            own.get(path).orFail();
        }
    }
}
