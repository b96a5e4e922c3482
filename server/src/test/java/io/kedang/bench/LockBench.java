package io.kedang.bench;

import io.kedang.bench.RequestMeter.Request;
import io.kedang.kernel.NewId;
import io.kedang.lab.Api;
import io.kedang.lab.InventedCustomers.Home;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
        var all = Reader.ofAll(api, customers);
        var few = Reader.ofFew(api, customers);
        int share = few.count();
        figures.plain("  files that one of them reads, of " + customers, share, "files");
        compare("list, first page", () -> all.page(""), () -> few.page(""));
        var far = all.cursor(FAR_PAGE, 50);
        var near = few.cursor(FAR_PAGE, 50);
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
}
