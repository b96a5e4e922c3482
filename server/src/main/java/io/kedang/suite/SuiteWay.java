package io.kedang.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.access.signin.outside.Connection;
import io.kedang.access.signin.outside.Farewell;
import io.kedang.access.signin.outside.Journey;
import io.kedang.access.signin.outside.Kind;
import io.kedang.access.signin.outside.OutsideIdentity;
import io.kedang.access.signin.outside.OutsideProblem;
import io.kedang.access.signin.outside.RedirectWay;
import io.kedang.access.signin.outside.Settings;
import io.kedang.access.signin.outside.TrialStep;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Signing in at an office suite, as the application that is set up for it. Whoever was taken over
/// from there is known; nobody else is let in or made.
final class SuiteWay implements RedirectWay {
    private final SuiteKind suite;
    private final Suites suites;
    private final SuiteStore store;

    SuiteWay(SuiteKind suite, Suites suites, SuiteStore store) {
        this.suite = suite;
        this.suites = suites;
        this.store = store;
    }

    @Override
    public Kind kind() {
        return Kind.valueOf(suite.name());
    }

    @Override
    public List<FieldError> objections(Settings settings) {
        if (store.find(suite).isEmpty()) {
            return List.of(FieldError.of("office", SuiteProblem.NOT_SET_UP));
        }
        boolean lacks = suite == SuiteKind.WECOM && agent(settings) == null;
        return lacks
                ? List.of(FieldError.of("office.agentId", SuiteProblem.AGENT_MISSING))
                : List.of();
    }

    private static @Nullable String agent(Settings settings) {
        return Objects.requireNonNull(settings.office()).agentId();
    }

    @Override
    public URI begin(Connection connection, Journey journey) {
        var client = setUp(connection).clientId();
        var agent = agent(connection.settings());
        return SuiteDoor.of(suite, suites.door(suite), client, agent, journey);
    }

    @Override
    public OutsideIdentity finish(
            Connection connection, Journey journey, Map<String, String> answer) {
        var state = answer.getOrDefault("state", "");
        if (!MessageDigest.isEqual(journey.state().getBytes(UTF_8), state.getBytes(UTF_8))) {
            throw new Refusal(OutsideProblem.LAPSED);
        }
        var code = answer.getOrDefault("authCode", answer.getOrDefault("code", ""));
        if (code.isBlank() || answer.containsKey("error")) {
            throw new Refusal(OutsideProblem.REFUSED_THERE, connection.name());
        }
        setUp(connection);
        return identity(
                member(connection, new Voucher(code, journey.back(), journey.verifier()))
                        .orElseThrow(
                                () -> new Refusal(OutsideProblem.NOT_ADMITTED, connection.name())));
    }

    /// What the suite says about codes is not for whoever signs in, but for the log.
    private Optional<Member> member(Connection connection, Voucher voucher) {
        try {
            return suites.member(suite, voucher);
        } catch (Refusal refusal) {
            var why = connection + ": " + refusal.problem().code() + " " + refusal.arguments();
            boolean refused = refusal.problem() == SuiteProblem.REFUSED;
            throw new Refusal(
                            refused ? OutsideProblem.ANSWER_WRONG : OutsideProblem.UNREACHABLE,
                            connection.name())
                    .because(why);
        }
    }

    private static OutsideIdentity identity(Member member) {
        return new OutsideIdentity(
                member.id(), member.label(), null, null, Set.of(), false, null, null);
    }

    @Override
    public Optional<UUID> known(OutsideIdentity identity) {
        return store.findUser(suite, identity.subject());
    }

    @Override
    public @Nullable URI leave(Connection connection, @Nullable String token, URI back) {
        return null;
    }

    @Override
    public Farewell hear(Connection connection, String token) {
        throw new Refusal(OutsideProblem.FAREWELL_WRONG);
    }

    @Override
    public List<TrialStep> test(Connection connection) {
        try {
            suites.knock(suite);
            return List.of(TrialStep.ok("suite", suite.brand()));
        } catch (Refusal refusal) {
            var why = refusal.problem().code() + " " + refusal.arguments();
            return List.of(TrialStep.failed("no-suite", suite.brand(), why));
        }
    }

    /// A suite that was taken away opens nothing.
    private SuiteStore.Saved setUp(Connection connection) {
        return store.find(suite)
                .orElseThrow(
                        () ->
                                new Refusal(OutsideProblem.UNREACHABLE, connection.name())
                                        .because(connection + ": the suite is not set up"));
    }
}
