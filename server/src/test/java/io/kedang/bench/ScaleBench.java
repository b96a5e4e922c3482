package io.kedang.bench;

import io.kedang.bench.RequestMeter.Request;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// How long people wait among very many files: of one connection the time within which nineteen of
/// twenty requests are answered, and how many answers sixteen connections get in a second; for
/// somebody who reads every file and for somebody who reads few.
final class ScaleBench {
    private static final int FAR_PAGE = 20_000;
    private static final int LARGEST_PAGE = 200;
    private static final int WARM = 200;
    private static final int TIMES = 300;
    private static final int RUNS = 3;
    private static final int CONNECTIONS = 16;
    private static final long SECOND = 1_000_000_000L;
    private static final int SECONDS = 10;

    private static final double AT_ONCE = 20;
    private static final double SOON = 30;
    private static final double RELATED = 200;
    private static final double DETAILS = 1_500;
    private static final double LISTS = 400;

    private final Figures figures;
    private final Map<String, Double> waits = new LinkedHashMap<>();

    ScaleBench(Figures figures) {
        this.figures = figures;
    }

    /// Milliseconds by name, of both readers.
    Map<String, Double> run(Reader all, Reader few) throws Exception {
        one("who reads all", all);
        one("who reads 2 %", few);
        many("details", DETAILS, all::file);
        many("lists", LISTS, () -> all.page(""));
        return waits;
    }

    private void one(String who, Reader reader) throws IOException {
        figures.heading("one connection, " + who + ", 95 of 100 within");
        wait(who, "list, first page", AT_ONCE, () -> reader.page(""));
        var far = reader.cursor(FAR_PAGE, LARGEST_PAGE);
        wait(who, "list, page 20,000 or the last", AT_ONCE, () -> reader.page(far));
        wait(who, "file with all tabs", AT_ONCE, reader::file);
        wait(who, "search of one character", SOON, reader::oneCharacter);
        wait(who, "search of two characters", SOON, reader::twoCharacters);
        wait(who, "search of three characters", SOON, reader::threeCharacters);
        wait(who, "search of a name", SOON, reader::name);
        wait(who, "search by pinyin", SOON, reader::pinyin);
        wait(who, "search by initials", SOON, reader::initials);
        wait(who, "search of a whole mobile", SOON, reader::mobile);
        wait(who, "search of the last four digits", SOON, reader::lastFour);
        wait(who, "filter on owner and class", SOON, reader::ownedOfClass);
        wait(who, "more than three orders in 90 days", RELATED, reader::often);
    }

    /// The best of some runs, because neighbours on the machine only ever add.
    private void wait(String who, String name, double goal, Request request) throws IOException {
        for (int i = 0; i < WARM; i++) {
            request.send();
        }
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            best = Math.min(best, nineteenOfTwenty(request));
        }
        figures.atMost(name, best, "ms", goal);
        waits.put(name + ", " + who, best);
    }

    private static double nineteenOfTwenty(Request request) throws IOException {
        var taken = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            request.send();
            taken[i] = System.nanoTime() - begin;
        }
        Arrays.sort(taken);
        return taken[TIMES * 19 / 20] / 1e6;
    }

    private void many(String name, double goal, Request request) throws Exception {
        var answers = new AtomicInteger();
        long until = System.nanoTime() + 2 * SECONDS * SECOND;
        try (var people = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                people.submit(() -> ask(request, answers, until));
            }
        }
        figures.atLeast(
                name + " a second, 16 connections", answers.get() / (double) SECONDS, "/s", goal);
    }

    /// What is answered in the first half of the time is practice.
    private static Void ask(Request request, AtomicInteger answers, long until) throws IOException {
        for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
            request.send();
            if (until - now < SECONDS * SECOND) {
                answers.incrementAndGet();
            }
        }
        return null;
    }
}
