package io.kedang.intake;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;

@KedangTest
class MeasureTests {
    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    static double cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    static double postgres() throws Exception {
        long ticks = 0;
        for (var p : ProcessHandle.allProcesses().toList()) {
            var cmd = Path.of("/proc/" + p.pid() + "/cmdline");
            try {
                var text = Files.readString(cmd);
                if (!text.contains("postgres")) continue;
                var cwd = Files.readSymbolicLink(Path.of("/proc/" + p.pid() + "/cwd")).toString();
                if (!cwd.contains("/wt/import/")) continue;
                var stat = Files.readString(Path.of("/proc/" + p.pid() + "/stat"));
                var f = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                ticks += Long.parseLong(f[11]) + Long.parseLong(f[12]);
            } catch (Exception e) { }
        }
        return ticks / 100.0;
    }

    @Test
    void measure() throws Exception {
        for (int i = 0; i < 50; i++) company.user("U%03d".formatted(i), "archivist", "客户服务部", Scope.OWN);
        var imports = new ImportClient(company.client(company.user("ding", "director", "客户服务部", Scope.ALL)));
        var dir = Path.of(System.getProperty("measure.dir", "/tmp/import-gen"));
        for (var what : List.of("check", "run")) {
            var id = imports.bring("customers.csv", Files.readAllBytes(dir.resolve("customers.csv")), null);
            var uid = UUID.fromString(id.text("/id"));
            double c0 = cpu(), p0 = postgres(); long t0 = System.nanoTime();
            var done = imports.work(uid, what);
            double s = (System.nanoTime() - t0) / 1e9;
            System.err.printf("MEASURE %s %s %s  %.1f s, java %.1f cpu-s, postgres %.1f cpu-s (live) %n", what, done.text("/state"), imports.counts(uid), s, cpu() - c0, postgres() - p0);
            System.err.println("MEASURE msg " + done.text("/message"));
            if (imports.counts(uid).get(3) + imports.counts(uid).get(4) > 0) {
                var bad = imports.rows(uid, "WRONG,SUSPECTED");
                int n = 0;
                for (var row : bad) if (n++ < 20) System.err.println("MEASURE bad " + row.at("/cells/1") + " " + row.at("/cells/15") + " " + row.at("/errors") + row.at("/twin"));
            }
        }
        if (Files.exists(dir.resolve("customers_dirty.csv"))) {
            var id = imports.bring("dirty.csv", Files.readAllBytes(dir.resolve("customers_dirty.csv")), null);
            var uid = UUID.fromString(id.text("/id"));
            imports.work(uid, "check");
            System.err.println("MEASURE dirty " + imports.counts(uid));
            var outcome = new HashMap<Integer, String>();
            var fields = new HashMap<Integer, String>();
            for (var row : db.sql("select row, outcome, problems::text p from import_row where import = :id").param("id", uid).query().listOfRows()) {
                outcome.put(((Long) row.get("row")).intValue(), (String) row.get("outcome"));
                fields.put(((Long) row.get("row")).intValue(), String.valueOf(row.get("p")));
            }
            var wrong = new TreeMap<String, Integer>();
            var names = new HashMap<String, String>();
            for (var line : Files.readAllLines(dir.resolve("customers_dirty_expected.csv")).stream().skip(1).toList()) {
                var c = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
                int n = Integer.parseInt(c[0]);
                var got = String.valueOf(outcome.get(n)).toLowerCase();
                if (!List.of(c[3].split("\\|")).contains(got)) wrong.merge(c[1] + " expected " + c[3] + " got " + got + " " + (got.equals("wrong") ? fields.get(n) : ""), 1, Integer::sum);
            }
            wrong.forEach((k, v) -> System.err.println("MEASURE differs " + v + " " + k));
        }
    }
}
