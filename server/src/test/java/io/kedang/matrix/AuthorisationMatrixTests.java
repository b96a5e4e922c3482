package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.goal.Course;
import io.kedang.kernel.NewId;
import io.kedang.matrix.Http.Request;
import io.kedang.matrix.Matrix.About;
import io.kedang.matrix.Matrix.Entry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Every operation of the API, called by everybody about every file: it answers what [Rules] says,
/// shows nothing else, and whoever is refused has changed nothing.
///
/// The suite tries one file of each sort for most operations; `./kedang goal s1` tries all.
@Tag("s1")
@MatrixTest
class AuthorisationMatrixTests {
    private static final int SHOWN = 12;

    /// The ways to a file that differ most, tried with every file.
    private static final Set<String> WITH_EVERY_FILE =
            Set.of("GET /customers/{id}", "PATCH /customers/{id}", "POST /customers/{id}/reveal");

    @Autowired World world;
    @Autowired JdbcClient db;

    private Tables tables;
    private Leaks leaks;

    @BeforeEach
    void lookAtTheTables() {
        tables = new Tables(db);
        leaks = new Leaks(world);
    }

    @Test
    void everyOperationStandsInTheMatrixAndNothingElseDoes() {
        var contract = world.requests().operations().keySet();
        var matrix = world.matrix().entries().keySet();
        var missing = new TreeSet<>(contract);
        missing.removeAll(matrix);
        assertThat(missing)
                .as("say in matrix/permissions.yaml who may call these, as its first lines explain")
                .isEmpty();
        var left = new TreeSet<>(matrix);
        left.removeAll(contract);
        assertThat(left)
                .as("matrix/permissions.yaml names operations that the contract no longer has")
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everybodyIsAnsweredWhatTheRulesSay() {
        System.out.printf(
                "AuthorisationMatrixTests: seed %d, full %s, %d files, %d" + " canaries%n",
                Course.seed(), Course.isFull(), world.files().size(), world.canaries().size());
        return world.matrix().entries().values().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.call(), () -> check(entry)));
    }

    private void check(Entry entry) {
        var findings = tryWithEverybody(entry);
        assertThat(findings.stream().limit(SHOWN))
                .as("%d findings about %s", findings.size(), entry)
                .isEmpty();
    }

    /// So that the test above can fail: with a lock that is open it does.
    @Test
    void aLockThatIsOpenedIsNoticed() {
        var policy = "/policies/" + NewId.next();
        var opening =
                """
                {"name":"敞开","enabled":true,"effect":"ALLOW","actions":["FIND","READ"],
                 "level":"READABLE","relation":"ANY"}
                """;
        assertThat(world.administrator().send(Request.put(policy, opening)).status())
                .isEqualTo(201);
        try {
            for (var call : List.of("GET /customers", "GET /customers/{id}", "GET /people/{id}")) {
                assertThat(tryWithEverybody(world.matrix().entry(call)))
                        .as(call)
                        .anyMatch(finding -> finding.contains("shows ["));
            }
        } finally {
            world.administrator()
                    .send(new Request("DELETE", policy, Map.of("If-Match", "\"1\""), ""));
        }
    }

    private record Try(Principal who, GuardedFile file, Verdict verdict) {}

    private List<String> tryWithEverybody(Entry entry) {
        var findings = new ArrayList<String>();
        var tries =
                world.principals().stream()
                        .flatMap(
                                who ->
                                        filesFor(entry, who).stream()
                                                .map(
                                                        file ->
                                                                new Try(
                                                                        who,
                                                                        file,
                                                                        verdict(entry, who, file))))
                        .toList();
        world.settle();
        var before = tables.hashes();
        tries.stream()
                .filter(each -> !each.verdict().allowed())
                .forEach(each -> send(entry, each, findings));
        var changed = changed(before, tables.hashes());
        if (!changed.isEmpty()) {
            findings.add("whoever was refused has changed " + changed);
        }
        if (entry.tried()) {
            tries.stream()
                    .filter(each -> each.verdict().allowed())
                    .forEach(each -> send(entry, each, findings));
        }
        return findings;
    }

    private Verdict verdict(Entry entry, Principal who, GuardedFile file) {
        return Verdict.of(entry, who, file, world.rules(), world.principal("director"));
    }

    /// One file of each sort: with another right to it, of another kind of class, in the bin.
    private List<GuardedFile> filesFor(Entry entry, Principal who) {
        var files = new ArrayList<>(world.files());
        boolean guarded = entry.about().isGuarded() && who.rights().containsAll(entry.needs());
        if (guarded && (Course.isFull() || WITH_EVERY_FILE.contains(entry.call()))) {
            return files;
        }
        Collections.shuffle(files, Course.random(entry.call() + who.name()));
        if (!guarded) {
            return files.subList(0, 1);
        }
        var sorts = new LinkedHashMap<String, GuardedFile>();
        for (var file : files) {
            var level = world.rules().level(who, file);
            boolean owns = file.owner() != null && file.owner().equals(who.user());
            sorts.putIfAbsent(
                    entry.costly() && !Course.isFull()
                            ? "" + level
                            : level + " " + (file.grade() == 'A') + file.voided() + owns,
                    file);
        }
        return List.copyOf(sorts.values());
    }

    private void send(Entry entry, Try each, List<String> findings) {
        var file = each.file();
        var request = world.requests().of(entry, file.words());
        boolean undone = each.verdict().allowed() && !entry.undo().isEmpty();
        int version = undone ? versions(file) : 0;
        var answer = each.who().http().send(request);
        var what = "%s, file %s: ".formatted(each.who(), entry.about().isGuarded() ? file : "-");
        if (!each.verdict().fits(answer)) {
            findings.add(what + each.verdict() + " expected, was " + answer);
        }
        boolean reveals = entry.reveals() && each.verdict().allowed();
        var leaked =
                leaks.in(
                        answer,
                        request,
                        each.who(),
                        reveals ? List.of(file) : List.of(),
                        each.verdict().allowed() ? entry.tells() : Set.of());
        if (!leaked.isEmpty()) {
            findings.add(what + "shows " + leaked);
        }
        if (entry.about() == About.LIST && each.verdict().allowed() && !entry.shows().isEmpty()) {
            findings.addAll(missing(entry, each.who(), answer));
        }
        if (undone && versions(file) != version) {
            world.mend(entry.undo(), file);
        }
    }

    /// Files that a list leaves out although they belong there.
    private List<String> missing(Entry entry, Principal who, Answer answer) {
        var shown = new TreeSet<String>();
        world.canaries().in(answer.text()).stream()
                .filter(canary -> canary.field().equals(entry.shows()))
                .forEach(canary -> shown.add(canary.file()));
        return world.files().stream()
                .filter(file -> !file.voided() && world.rules().mayRead(who, file))
                .filter(file -> !shown.contains(file.key()))
                .map(file -> who + " misses " + file)
                .toList();
    }

    /// Grows with every change of the file or its person.
    private int versions(GuardedFile file) {
        return world.version("customer", file.id()) + world.version("person", file.person());
    }

    private static Map<String, String> changed(
            Map<String, String> before, Map<String, String> after) {
        var changed = new LinkedHashMap<String, String>();
        after.forEach(
                (table, hash) -> {
                    if (!hash.equals(before.get(table))) {
                        changed.put(table, hash);
                    }
                });
        return changed;
    }
}
