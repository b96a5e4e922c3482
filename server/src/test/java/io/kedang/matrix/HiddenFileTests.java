package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.goal.Course;
import io.kedang.kernel.NewId;
import io.kedang.matrix.Matrix.Entry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Where files are not announced, nobody finds out by trying whether there is one.
@Tag("s1")
@MatrixTest
class HiddenFileTests {
    private static final int PAIRS = Course.count(60, 1_000);
    private static final int UNTIMED = 20;

    /// A machine that is busy with something else may be slow twice, but not in one direction.
    private static final int REPEATED = 3;

    private static final double MOST_MILLISECONDS_APART = 5;
    private static final Set<String> OF_THE_MOMENT = Set.of("date", "content-length");
    private static final List<String> SEEKERS =
            List.of(
                    "employee",
                    "manager",
                    "manager of a department",
                    "marketing manager of a department");

    @Autowired World world;

    @BeforeEach
    void filesAreNotAnnounced() {
        world.announce(false);
    }

    @AfterEach
    void filesAreAnnouncedAgain() {
        world.announce(true);
    }

    @Test
    void hiddenIsAnsweredLikeAbsentByEveryOperation() {
        var differing = new ArrayList<String>();
        int compared = 0;
        for (var entry : guarded()) {
            for (var name : SEEKERS) {
                var who = world.principal(name);
                if (!who.rights().containsAll(entry.needs())) {
                    continue;
                }
                for (var file : hiddenFrom(who)) {
                    var hidden = ask(entry, who, file.words());
                    var absent = ask(entry, who, absent(file));
                    compared++;
                    if (!told(hidden).equals(told(absent))
                            || !Verdict.absent(entry.about()).fits(absent)) {
                        differing.add(
                                "%s, %s, %s: %s but %s"
                                        .formatted(entry, who, file, told(hidden), told(absent)));
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
        assertThat(differing).isEmpty();
    }

    @Test
    void hiddenTakesAsLongAsAbsent() {
        var who = world.principal("employee");
        var file = hiddenFrom(who).getFirst();
        var apart = new ArrayList<String>();
        for (var call :
                List.of(
                        "GET /customers/{id}",
                        "GET /customers/{id}/open",
                        "GET /customers/{id}/timeline",
                        "GET /customers/{id}/access",
                        "PATCH /customers/{id}",
                        "GET /people/{id}",
                        "GET /orders/{id}")) {
            var medians = medians(world.matrix().entry(call), who, file);
            for (int again = 0; medians.areApart() && again < REPEATED; again++) {
                medians = medians(world.matrix().entry(call), who, file);
            }
            if (medians.areApart()) {
                apart.add(call + ": " + medians);
            }
        }
        assertThat(apart).as("medians over %d pairs", PAIRS).isEmpty();
    }

    /// In milliseconds.
    private record Medians(double hidden, double absent) {
        boolean areApart() {
            return Math.abs(hidden - absent) > MOST_MILLISECONDS_APART;
        }

        @Override
        public String toString() {
            return "hidden %.2f ms, absent %.2f ms".formatted(hidden, absent);
        }
    }

    /// Interleaved, so that whatever else the machine does hits both alike.
    private Medians medians(Entry entry, Principal who, GuardedFile file) {
        var hidden = new double[PAIRS];
        var absent = new double[PAIRS];
        for (int pair = -UNTIMED; pair < PAIRS; pair++) {
            boolean hiddenFirst = pair % 2 == 0;
            double one = time(entry, who, hiddenFirst ? file.words() : absent(file));
            double other = time(entry, who, hiddenFirst ? absent(file) : file.words());
            if (pair >= 0) {
                hidden[pair] = hiddenFirst ? one : other;
                absent[pair] = hiddenFirst ? other : one;
            }
        }
        return new Medians(median(hidden), median(absent));
    }

    /// All that the lock decides, but what takes the id for a new record.
    private List<Entry> guarded() {
        return world.matrix().entries().values().stream()
                .filter(entry -> entry.about().isGuarded())
                .filter(entry -> entry.otherwise().stream().allMatch(each -> each.status() < 300))
                .toList();
    }

    /// One in use and one in the bin.
    private List<GuardedFile> hiddenFrom(Principal who) {
        var hidden = new HashMap<Boolean, GuardedFile>();
        world.files().stream()
                .filter(file -> world.rules().level(who, file) == Rules.Level.HIDDEN)
                .forEach(file -> hidden.putIfAbsent(file.voided(), file));
        return hidden.values().stream().toList();
    }

    private Map<String, String> absent(GuardedFile file) {
        var words = new HashMap<>(file.words());
        List.of("customer", "person", "order")
                .forEach(word -> words.put(word, NewId.next().toString()));
        return words;
    }

    private Answer ask(Entry entry, Principal who, Map<String, String> words) {
        return who.http().send(world.requests().of(entry, words));
    }

    private double time(Entry entry, Principal who, Map<String, String> words) {
        var request = world.requests().of(entry, words);
        long start = System.nanoTime();
        who.http().send(request);
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// The answer without the id that was asked for.
    private static String told(Answer answer) {
        var headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(OF_THE_MOMENT);
        var text = answer.status() + " " + headers + " " + new String(answer.body());
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>");
    }
}
