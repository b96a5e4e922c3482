package io.kedang.rotation;

import io.kedang.kernel.NewId;
import io.kedang.lab.Api;
import io.kedang.lab.Api.Answer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// People at work: so many requests a second, whatever the server does. Files are opened, found by
/// their number, shown in clear and changed; what is not as it should be is a finding. While nobody
/// serves, which a test brings about, nothing is asked.
final class Load implements AutoCloseable {
    static final int A_SECOND = 20;
    private static final int MOBILES = 100_000_000;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    /// Whoever tries more often to open what is there is taken for somebody who probes.
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(6);

    private final Supplier<Api> server;
    private final Random random;
    private final Map<UUID, String> mobiles = new ConcurrentHashMap<>();
    private final List<String> findings = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger numbers;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

    /// Goes up with every pause, so that what was asked before one is told from what came after.
    private volatile int shift = 1;

    private volatile boolean serving = true;
    private final long begun = System.nanoTime();
    private final AtomicLong nextTry = new AtomicLong(System.nanoTime());

    Load(Supplier<Api> server, Random random) {
        this.server = server;
        this.random = random;
        numbers = new AtomicInteger(random.nextInt(MOBILES / 2));
        clock.scheduleAtFixedRate(this::next, 0, 1_000_000 / A_SECOND, TimeUnit.MICROSECONDS);
    }

    int asked() {
        return asked.get();
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    /// What was acknowledged, by file.
    Map<UUID, String> mobiles() {
        return Map.copyOf(mobiles);
    }

    /// Before the server is killed: whoever waits for an answer gets none, and it is not his fault.
    void pause() {
        serving = false;
        shift++;
    }

    void goOn() {
        serving = true;
    }

    private void next() {
        if (serving) {
            int drawn = random.nextInt();
            int of = shift;
            people.execute(() -> act(of, drawn));
        }
    }

    private void act(int of, int drawn) {
        asked.incrementAndGet();
        try {
            var known = List.copyOf(mobiles.entrySet());
            if (known.isEmpty() || drawn % 4 == 0) {
                open(of);
            } else {
                var one = known.get(Math.floorMod(drawn / 4, known.size()));
                look(of, one.getKey(), one.getValue(), Math.floorMod(drawn, 4));
            }
        } catch (IOException e) {
            find(of, "no answer: " + e);
        }
    }

    private void open(int of) throws IOException {
        var id = NewId.next();
        var mobile = "139%08d".formatted(numbers.incrementAndGet() % MOBILES);
        var body = "{\"kind\":\"PERSON\",\"name\":\"甲乙丙\",\"mobile\":\"%s\"}".formatted(mobile);
        var made = server.get().put("/customers/" + id, body);
        if (made.status() == CREATED) {
            mobiles.put(id, mobile);
            tryAgain(of, mobile);
        } else {
            find(of, "open: " + made.status() + " " + made.text());
        }
    }

    /// A second file with the number is refused, whatever key its token has.
    private void tryAgain(int of, String mobile) throws IOException {
        long due = nextTry.get();
        long now = System.nanoTime();
        if (now < due || !nextTry.compareAndSet(due, now + BETWEEN_TRIES.toNanos())) {
            return;
        }
        var body = "{\"kind\":\"PERSON\",\"name\":\"丁戊己\",\"mobile\":\"%s\"}".formatted(mobile);
        var made = server.get().put("/customers/" + NewId.next(), body);
        if (made.status() != CONFLICT) {
            find(of, "a second file of " + mobile + ": " + made.status() + " " + made.text());
        }
    }

    private void look(int of, UUID id, String mobile, int how) throws IOException {
        switch (how) {
            case 1 -> expect(of, search(server.get(), mobile), id.toString());
            case 2 -> expect(of, search(server.get(), mobile.substring(3)), id.toString());
            default -> expect(of, reveal(server.get(), id), mobile);
        }
    }

    static Answer search(Api api, String typed) throws IOException {
        return api.get("/customers?size=200&q=" + typed);
    }

    static Answer reveal(Api api, UUID id) throws IOException {
        return api.post(
                "/customers/" + id + "/reveal", "{\"fields\":[\"mobile\"],\"reason\":\"test\"}");
    }

    private void expect(int of, Answer answer, String part) {
        if (answer.status() != 200 || !answer.text().contains(part)) {
            find(of, "%s is not in %d %s".formatted(part, answer.status(), answer.text()));
        }
    }

    private void find(int of, String finding) {
        if (of == shift) {
            long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
            findings.add("after " + seconds + " s: " + finding);
        }
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        people.close();
    }
}
