package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.SignIns.Outcome;
import io.kedang.access.signin.device.Device;
import io.kedang.access.signin.factor.Factors;
import io.kedang.access.signin.factor.TestAuthenticator;
import io.kedang.goal.Course;
import io.kedang.kernel.Actor;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Whoever tries passwords and codes, from as many addresses as he likes, one after the other or at
/// once: every attempt here comes from an address of its own, so that the limit of addresses does
/// not stop him first.
@Tag("s8")
@KedangTest
class GuessingTests {
    private static final int AT_ONCE = 20;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired TestCompany company;
    @Autowired SignIns signIns;
    @Autowired Factors factors;
    @Autowired JdbcClient db;

    private User user;
    private TestAuthenticator telephone;
    private List<String> recoveryCodes;

    @BeforeEach
    void somebodyWithASecondFactor() {
        user = company.user("guessed", "employee", "销售一部", Scope.OWN);
        company.user("plain", "employee", "销售一部", Scope.OWN);
        company.as(
                user,
                () -> {
                    telephone = new TestAuthenticator(factors.start(user).secret());
                    recoveryCodes = factors.confirm(user, telephone.code());
                    return null;
                });
    }

    @AfterEach
    void nothingStays() {
        company.as(
                user,
                () -> {
                    factors.reset(user);
                    return null;
                });
        db.sql("delete from sign_in_attempt").update();
        db.sql("delete from pending_sign_in").update();
    }

    @Test
    void ofTwentyWithOneRecoveryCodeOneGetsIn() throws Exception {
        var code = recoveryCodes.getFirst();
        assertThat(atOnce(pendings(), code)).containsEntry("in", 1).doesNotContainKey("fault");
        assertThat(factors.state(user.id()).recoveryCodesLeft()).isEqualTo(9);
    }

    @Test
    void ofTwentyWithOneCodeOfTheAuthenticatorOneGetsIn() throws Exception {
        assertThat(atOnce(pendings(), telephone.code(1)))
                .containsEntry("in", 1)
                .doesNotContainKey("fault");
    }

    @Test
    void ofTwentyWithOnePendingSignInOneGetsIn() throws Exception {
        var one = pending();
        var all = java.util.Collections.nCopies(AT_ONCE, one);
        assertThat(atOnce(all, telephone.code(1)))
                .containsEntry("in", 1)
                .doesNotContainKey("fault");
    }

    @Test
    void fiveWrongCodesEndAPendingSignIn() {
        var secret = pending();
        for (int i = 0; i < 5; i++) {
            assertThat(finish(secret, "000000")).isEqualTo("access.sign-in-code-wrong");
        }
        assertThat(finish(secret, telephone.code(1))).isEqualTo("access.sign-in-lapsed");
    }

    @Test
    void tenWrongCodesLockTheUserHoweverManySignInsTheyAreSpreadOver() {
        var seen = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            var secret = pending();
            for (int j = 0; j < 4; j++) {
                seen.add(finish(secret, "000000"));
            }
            if (seen.contains("access.too-many-attempts")) {
                break;
            }
        }
        assertThat(seen).filteredOn("access.sign-in-code-wrong"::equals).hasSize(10);
        assertThat(seen).endsWith("access.too-many-attempts");
        assertThat(signIn("guessed", TestCompany.PASSWORD)).isEqualTo("access.too-many-attempts");
    }

    @Test
    void manyAtOnceGetNoMoreTriesThanOneAfterTheOther() throws Exception {
        var counted = atOnce(pendings(), "000000");
        assertThat(counted).containsEntry("access.sign-in-code-wrong", 10);
        assertThat(counted).containsEntry("access.too-many-attempts", 10);
    }

    /// From a hundred addresses and one large network of somebody's own, which is refused long
    /// before the guesses are over; of those who know the right one, all wait but his own device.
    @Test
    void thousandsOfGuessesFromEverywhereAreHardlyLookedAt(TestReporter reporter) {
        var own = device(() -> signIns.signIn("plain", TestCompany.PASSWORD, null));
        var outcomes = new TreeMap<String, Integer>();
        int guesses = Course.count(400, 10_000);
        var random = Course.random("guesses");
        for (int i = 0; i < guesses; i++) {
            var address =
                    i % 2 == 0
                            ? "198.51.100." + i / 2 % 100
                            : "2001:db8:77:%x::%x"
                                    .formatted(random.nextInt(0x10000), random.nextInt(0x10000));
            var password = "guess number " + i;
            outcomes.merge(
                    outcome(address, () -> signIns.signIn("plain", password, null)),
                    1,
                    Integer::sum);
            Course.progress("guesses", i + 1, guesses);
        }
        reporter.publishEntry("guesses", "" + outcomes);
        assertThat(outcomes.getOrDefault("access.wrong-credentials", 0)).isBetween(1, 100);
        assertThat(outcomes)
                .containsOnlyKeys("access.wrong-credentials", "access.too-many-attempts");
        assertThat(
                        outcome(
                                "203.0.113.9",
                                () -> signIns.signIn("plain", TestCompany.PASSWORD, null)))
                .isEqualTo("access.too-many-attempts");
        own.run();
    }

    /// Signs in by a browser of its own and keeps it.
    ///
    /// @return signs in by it again, and throws when it may not
    private static Runnable device(Callable<?> signIn) {
        var kept = new String[1];
        Consumer<String> keep = secret -> kept[0] = secret;
        Runnable again =
                () ->
                        ScopedValue.where(Device.CURRENT, new Device(kept[0], keep))
                                .run(() -> elsewhere(signIn));
        again.run();
        return again;
    }

    @Test
    void aNameThatNobodyHasIsRefusedAndLockedLikeOneThatSomebodyHas() {
        for (var name : List.of("plain", "guessed", "nobody-of-this-name")) {
            for (int i = 0; i < 10; i++) {
                assertThat(signIn(name, "wrong password " + i))
                        .isEqualTo("access.wrong-credentials");
            }
            assertThat(signIn(name, "wrong again")).isEqualTo("access.too-many-attempts");
        }
    }

    @Test
    void theTimeOfARefusalDoesNotTellWhoWorksHere() {
        var names = List.of("plain", "guessed", "nobody-here");
        var times = new TreeMap<String, List<Long>>();
        for (int i = 0; i < 25; i++) {
            for (var name : names) {
                db.sql("delete from sign_in_attempt").update();
                long start = System.nanoTime();
                signIn(name, "wrong password");
                times.computeIfAbsent(name, _ -> new ArrayList<>()).add(System.nanoTime() - start);
            }
        }
        double stranger = median(times.get("nobody-here"));
        for (var name : names) {
            assertThat(median(times.get(name)) / stranger).as(name).isBetween(0.75, 1.33);
        }
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private List<String> pendings() {
        var secrets = new ArrayList<String>();
        for (int i = 0; i < AT_ONCE; i++) {
            secrets.add(pending());
        }
        return secrets;
    }

    private String pending() {
        var outcome = elsewhere(() -> signIns.signIn("guessed", TestCompany.PASSWORD, null));
        return ((Outcome.CodeNeeded) outcome).secret();
    }

    private TreeMap<String, Integer> atOnce(List<String> secrets, String code) throws Exception {
        var counted = new TreeMap<String, Integer>();
        var start = new CyclicBarrier(secrets.size());
        try (var threads = Executors.newFixedThreadPool(secrets.size())) {
            var running =
                    secrets.stream()
                            .map(
                                    secret ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        return finish(secret, code);
                                                    }))
                            .toList();
            for (var each : running) {
                counted.merge(each.get(), 1, Integer::sum);
            }
        }
        return counted;
    }

    private String finish(String secret, String code) {
        return outcome(() -> signIns.finish(Optional.of(secret), code, null));
    }

    private String signIn(String name, String password) {
        return outcome(() -> signIns.signIn(name, password, null));
    }

    /// `in`, or the code of the refusal.
    private static String outcome(Callable<?> attempt) {
        return outcome(elsewhere(), attempt);
    }

    private static String outcome(String address, Callable<?> attempt) {
        try {
            at(address, attempt);
            return "in";
        } catch (Refusal refusal) {
            return refusal.problem().code();
        }
    }

    private static <T> T elsewhere(Callable<T> attempt) {
        return at(elsewhere(), attempt);
    }

    private static String elsewhere() {
        int number = ADDRESSES.incrementAndGet();
        return "10.%d.%d.1".formatted(number / 250, number % 250);
    }

    private static <T> T at(String address, Callable<T> attempt) {
        var actor = new Actor(null, "", Actor.Channel.PAGE, address, "-");
        try {
            return ScopedValue.where(Actor.CURRENT, actor).call(attempt::call);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
