package io.kedang.bench;

import io.kedang.lab.Api;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// How long the register takes to answer what its page asks: who saw this customer, what did this
/// user see, and so on. By the clock, because somebody waits, and by processor time.
final class AuditBench {
    private static final double GOAL_MILLIS = 2_000;
    private static final int WARM = 20;
    private static final int TIMES = 100;
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private final Api api;
    private final Meter meter;
    private final Figures figures;
    private final Map<String, Double> smaller;
    private final Map<String, Double> medians = new HashMap<>();

    /// @param smaller what [#run] answered with a tenth of the entries; empty when there is none
    AuditBench(Api api, Meter meter, Figures figures, Map<String, Double> smaller) {
        this.api = api;
        this.meter = meter;
        this.figures = figures;
        this.smaller = smaller;
    }

    /// Answers the median of each question in milliseconds.
    Map<String, Double> run() throws IOException {
        var now = Instant.now();
        var month = "&from=" + now.minus(30, ChronoUnit.DAYS) + "&to=" + now;
        var week = "&from=" + now.minus(7, ChronoUnit.DAYS);
        var old =
                "&from=%s&to=%s"
                        .formatted(
                                now.minus(600, ChronoUnit.DAYS), now.minus(570, ChronoUnit.DAYS));
        var few = (IntFunction<String>) n -> "customer=" + customer(-1 - n);
        var many = "customer=" + customer(0);
        var busy = "user=" + InventedRegister.user(0);
        var idle = (IntFunction<String>) n -> "user=" + InventedRegister.user(user(n));
        page("newest entries", n -> "");
        pages("newest entries, next pages", "");
        page("alarms of a week", n -> "group=ALARM&size=5" + week);
        page("who saw a customer, few looks", few);
        page("who saw a customer, most looks", n -> many);
        pages("who saw a customer, next pages", many);
        page("  the same, reading only", n -> many + "&group=READING");
        page("  the same, a month long ago", n -> many + old);
        page("  the same, one act that is rare", n -> many + "&action=ACCESS_APPROVED");
        page("  the same, what was refused", n -> many + "&outcome=REFUSED");
        page("what a user saw, idle", n -> idle.apply(n) + "&group=READING");
        page("what a user saw, busy", n -> busy + "&group=READING");
        pages("what a user saw, next pages", busy + "&group=READING");
        page("  the same, a month long ago", n -> busy + "&group=READING" + old);
        page("  the same, one act that he never did", n -> busy + "&action=ERASED");
        page("  the same, one act that is rare", n -> busy + "&group=KEYS");
        page("  the same, alarms he raised", n -> busy + "&group=ALARM");
        page("did this user see this customer, often", n -> many + "&" + busy);
        page("did this user see this customer, once", n -> many + "&" + idle.apply(n));
        page("all exports", n -> "action=EXPORTED");
        page("one act in a month long ago", n -> "action=SENSITIVE_READ" + old);
        page("what was refused", n -> "outcome=REFUSED");
        page("one kind", n -> "of=export");
        page("one kind, one act that is not of it", n -> "of=customer&action=KEY_CHANGED");
        page("one address", n -> "address=10.0.0.7");
        page("one address, one act that is rare", n -> "address=10.0.0.0&action=KEY_CHANGED");
        var numbers = numbers();
        page("a file by its number", n -> "number=" + numbers.get(n % numbers.size()));
        table("table of one customer, few looks", few);
        table("table of one customer, a month", n -> many + month);
        return medians;
    }

    private static String customer(int number) {
        return InventedRegister.customer(Math.floorMod(number, InventedRegister.CUSTOMERS));
    }

    private static int user(int number) {
        return InventedRegister.USERS - 2 - number % 100;
    }

    private interface Asking {
        /// How many entries came.
        int ask(int number) throws IOException;
    }

    private void page(String name, IntFunction<String> query) throws IOException {
        measure(name, n -> entries("/audit?" + query.apply(n)).size());
    }

    /// One page after the other, and again from the newest behind the last.
    private void pages(String name, String query) throws IOException {
        var after = new StringBuilder();
        measure(
                name,
                n -> {
                    var answer = api.get("/audit?" + query + after).orFail();
                    var next = answer.at("/next");
                    after.setLength(0);
                    after.append(next.isEmpty() ? "" : "&after=" + next);
                    return answer.body().at("/items").size();
                });
    }

    private void table(String name, IntFunction<String> query) throws IOException {
        measure(
                name,
                n -> {
                    api.get("/audit/table?" + query.apply(n)).orFail();
                    return 0;
                });
    }

    private JsonNode entries(String path) throws IOException {
        return api.get(path).orFail().body().at("/items");
    }

    /// Of files that left.
    private List<String> numbers() throws IOException {
        var numbers = new ArrayList<String>();
        for (var entry : entries("/audit?action=EXPORTED&size=200")) {
            for (var fact : entry.at("/facts")) {
                if (fact.at("/code").asString().equals("number")) {
                    numbers.add(fact.at("/value").asString());
                }
            }
        }
        return numbers;
    }

    private void measure(String name, Asking asking) throws IOException {
        long begin = System.nanoTime();
        int came = asking.ask(0);
        double first = millis(System.nanoTime() - begin);
        for (int n = 1; n < WARM && System.nanoTime() - begin < LONGEST_NANOS; n++) {
            asking.ask(n);
        }
        var clock = new ArrayList<Double>();
        var before = meter.cpu();
        long measuring = System.nanoTime();
        for (int n = 0; n < TIMES && System.nanoTime() - measuring < LONGEST_NANOS; n++) {
            long asked = System.nanoTime();
            asking.ask(n);
            clock.add(millis(System.nanoTime() - asked));
        }
        var cpu = meter.cpu().since(before).each(clock.size());
        Collections.sort(clock);
        figures.atMost(name + " (" + came + "), p95", at(clock, 0.95), "ms", GOAL_MILLIS);
        figures.atMost("  asked for the first time", first, "ms", GOAL_MILLIS);
        double median = at(clock, 0.5);
        medians.put(name, median);
        figures.plain("  median", median, "ms");
        if (smaller.containsKey(name)) {
            figures.plain("  to that of a tenth of the entries", median / smaller.get(name), "x");
        }
        figures.plain("  processor time", cpu.total(), "ms CPU");
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
