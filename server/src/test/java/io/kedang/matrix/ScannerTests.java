package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kedang.goal.Course;
import io.kedang.house.Operation;
import io.kedang.matrix.Http.Request;
import io.kedang.matrix.Matrix.Entry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;

import tools.jackson.databind.node.MissingNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Scanners, signed in as whoever may do most, find nothing but the hole that was planted for them.
///
/// The suite lets them try some operations, another choice for another seed; `./kedang goal s3` all
/// of them, in the demonstration company, which takes about half an hour.
@Tag("s3")
@ActiveProfiles("planted-hole")
@MatrixTest
class ScannerTests {
    private static final Operation HOLE =
            new Operation(
                    "GET",
                    "/api/v1/planted-hole",
                    List.of(new Operation.Parameter("query", "name", MissingNode.getInstance())),
                    "",
                    MissingNode.getInstance());

    private static final Request INTO_IT = Request.get("/planted-hole");
    private static final int TRIED = Course.count(6, Integer.MAX_VALUE);
    private static final int LEVEL = Course.isFull() ? 3 : 1;

    @TempDir Path folder;
    @Autowired World world;

    private Scanner scanner;

    @BeforeEach
    void scanners() {
        assumeTrue(Scanner.isInstalled(), "sqlmap and wapiti: apt-get install sqlmap wapiti");
        scanner = new Scanner(folder);
    }

    @Test
    void statementsHoldNoWordsOfRequests(TestReporter reporter) {
        var administrator = world.administrator();
        if (Course.isFull()) {
            administrator.send(Request.post("/demo", ""));
            world.settle();
        }
        assertThat(scanner.inject(administrator, HOLE, INTO_IT, 1))
                .contains("back-end DBMS: PostgreSQL");
        var findings = new ArrayList<String>();
        var chosen = chosen();
        int tried = 0;
        for (var entry : chosen) {
            Course.progress("operations", ++tried, chosen.size());
            var who = who(entry);
            var found = scanner.inject(who, operation(entry), request(entry), LEVEL);
            if (!found.isEmpty()) {
                findings.add(entry + ": " + found);
            }
        }
        reporter.publishEntry("operations", "" + chosen.size());
        assertThat(findings).isEmpty();
    }

    @Test
    void pagesHoldNoHoleOfTheWeb(TestReporter reporter) {
        var administrator = world.administrator();
        var hole = Scanner.address(administrator, HOLE, INTO_IT);
        var addresses = new ArrayList<>(List.of(hole));
        chosen().stream()
                .filter(Entry::isReading)
                .map(each -> Scanner.address(administrator, operation(each), request(each)))
                .forEach(addresses::add);
        var found = scanner.attack(administrator, addresses);
        assertThat(found)
                .anyMatch(each -> each.contains("SQL Injection"))
                .anyMatch(each -> each.contains("Cross Site Scripting"));
        reporter.publishEntry("addresses", "" + addresses.size());
        assertThat(found).filteredOn(each -> !each.contains("planted-hole")).isEmpty();
    }

    /// What ends sessions, empties the company or never ends stays out.
    private List<Entry> chosen() {
        var entries =
                new ArrayList<>(
                        world.matrix().entries().values().stream()
                                .filter(entry -> entry.tried())
                                .filter(entry -> !entry.path().startsWith("/session"))
                                .filter(entry -> !entry.path().startsWith("/events"))
                                .toList());
        Collections.shuffle(entries, Course.random("scanners"));
        return entries.subList(0, Math.min(TRIED, entries.size()));
    }

    private Http who(Entry entry) {
        return entry.about().isGuarded()
                ? world.principal("director").http()
                : world.administrator();
    }

    private Operation operation(Entry entry) {
        return world.requests().operations().get(entry.call());
    }

    private Request request(Entry entry) {
        return world.requests().of(entry, world.file("B own").words());
    }
}
