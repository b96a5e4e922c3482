package io.kedang.access.signin.outside;

import io.kedang.access.AccessProblem;
import io.kedang.access.User;
import io.kedang.access.signin.Attempts;
import io.kedang.access.signin.Origin;
import io.kedang.access.signin.Secret;
import io.kedang.access.signin.Session;
import io.kedang.access.signin.Sessions;
import io.kedang.access.signin.SignIns;
import io.kedang.access.signin.SignIns.Outcome;
import io.kedang.access.signin.factor.Proof;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Signing in with an account of the company, whatever knows it. Nothing here runs within a
/// transaction: others are asked meanwhile, and failures are to stay in the register.
@Service
public class OutsideSignIns {
    private final ConnectionStore connections;
    private final AccountStore accounts;
    private final Accounts admission;
    private final ConnectionSecret secrets;
    private final Ways ways;
    private final SignIns signIns;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OutsideSignIns(
            ConnectionStore connections,
            AccountStore accounts,
            Accounts admission,
            ConnectionSecret secrets,
            Ways ways,
            SignIns signIns,
            Sessions sessions,
            Attempts attempts,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.connections = connections;
        this.accounts = accounts;
        this.admission = admission;
        this.secrets = secrets;
        this.ways = ways;
        this.signIns = signIns;
        this.sessions = sessions;
        this.attempts = attempts;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param secret keeps the journey in the browser
    public record Departure(URI to, String secret) {
        /// Never shows the secret.
        @Override
        public String toString() {
            return "Departure[]";
        }
    }

    /// What a browser that came back is given.
    public sealed interface Arrival {
        record SignedIn(Outcome outcome) implements Arrival {}

        /// @param secret the new one of the session that wanted a proof
        record Proven(Session session, String secret) implements Arrival {}

        /// The account there is one of his from now on.
        record Linked(Session session, String secret) implements Arrival {}
    }

    /// The connections that are on, in their order.
    public List<Connection> methods() {
        return connections.all().stream().filter(Connection::enabled).toList();
    }

    /// Whether people are sent to a page of the other side.
    public boolean redirects(Connection connection) {
        return ways.of(connection.kind()) instanceof RedirectWay;
    }

    /// Refuses alike, and after the same work, whether name or password is wrong. Failures count
    /// before the directory is asked.
    public Outcome signIn(UUID id, String username, String password, @Nullable String agent) {
        var connection = enabled(id);
        attempts.begin(username);
        var identity =
                ask(connection, username, password)
                        .orElseThrow(
                                () ->
                                        failed(
                                                connection,
                                                new Refusal(AccessProblem.WRONG_CREDENTIALS)));
        attempts.passed(username);
        var user = admit(connection, identity);
        return signIns.enter(user, Set.of(Proof.DIRECTORY), origin(connection, identity), agent);
    }

    /// An attempt that nobody could answer was none.
    private Optional<OutsideIdentity> ask(Connection connection, String username, String password) {
        try {
            return ways.password(connection).signIn(connection, username, password);
        } catch (Refusal unreachable) {
            attempts.passed(username);
            throw failed(connection, unreachable);
        }
    }

    /// @param back where the provider sends the browser
    /// @param session the session that wants a proof; null for a sign-in
    public Departure begin(UUID id, URI back, @Nullable UUID session) {
        return begin(id, back, session, false);
    }

    /// To link an account there with the user of this session, who is asked there anew.
    public Departure beginLink(UUID id, URI back, UUID session) {
        return begin(id, back, session, true);
    }

    private Departure begin(UUID id, URI back, @Nullable UUID session, boolean links) {
        var connection = enabled(id);
        var now = clock.instant();
        var journey = new Journey(Secret.next(), session, now, back);
        var to = ways.redirect(connection).begin(connection, journey);
        accounts.forgetJourneys(now);
        accounts.beginJourney(
                Secret.hash(journey.secret()),
                id,
                new AccountStore.Begun(session, links, now.plus(Journey.LONGEST)));
        return new Departure(to, journey.secret());
    }

    /// @param answer what stood in the address to which the provider sent the browser
    public Arrival finish(
            UUID id,
            Optional<String> secret,
            Map<String, String> answer,
            URI back,
            @Nullable String agent) {
        var connection = enabled(id);
        var kept = secret.orElseThrow(OutsideSignIns::lapsed);
        var begun =
                accounts.endJourney(Secret.hash(kept), id, clock.instant())
                        .orElseThrow(OutsideSignIns::lapsed);
        var journey =
                new Journey(kept, begun.session(), begun.expiresAt().minus(Journey.LONGEST), back);
        OutsideIdentity identity;
        try {
            identity = ways.redirect(connection).finish(connection, journey, answer);
        } catch (Refusal refusal) {
            throw failed(connection, refusal);
        }
        if (begun.session() == null) {
            return arrive(connection, identity, agent);
        }
        return begun.links()
                ? link(connection, identity, begun.session())
                : prove(connection, identity, begun.session());
    }

    private Arrival link(Connection connection, OutsideIdentity identity, UUID wanting) {
        var session = current(wanting);
        try {
            admission.link(connection, identity, session.userId());
        } catch (Refusal refusal) {
            throw failed(connection, refusal);
        }
        var secret = sessions.renew().orElseThrow(OutsideSignIns::lapsed);
        return new Arrival.Linked(session, secret);
    }

    /// The session that the browser was sent away from, if it still has it.
    private static Session current(UUID wanting) {
        return Session.current()
                .filter(each -> each.id().equals(wanting))
                .orElseThrow(OutsideSignIns::lapsed);
    }

    private Arrival arrive(
            Connection connection, OutsideIdentity identity, @Nullable String agent) {
        var user = admit(connection, identity);
        var origin = origin(connection, identity);
        return new Arrival.SignedIn(signIns.enter(user, proofs(identity), origin, agent));
    }

    private Arrival prove(Connection connection, OutsideIdentity identity, UUID wanting) {
        var session = current(wanting);
        var same =
                sessions.originOf(wanting)
                        .filter(origin -> origin.connection().equals(connection.id()))
                        .filter(origin -> origin.subject().equals(identity.subject()));
        if (same.isEmpty()) {
            throw failed(connection, new Refusal(OutsideProblem.SOMEBODY_ELSE));
        }
        var secret = sessions.prove(proofs(identity)).orElseThrow(OutsideSignIns::lapsed);
        return new Arrival.Proven(session, secret);
    }

    /// The connection through which the user of this session came in, while it is on.
    public Optional<Connection> originOf(UUID session) {
        return sessions.originOf(session)
                .flatMap(origin -> connections.find(origin.connection()))
                .filter(Connection::enabled);
    }

    /// Where a browser goes that signs out there too; empty where that is not wanted, or nobody
    /// there can be asked now.
    public Optional<URI> leave(UUID session, URI back) {
        return sessions.originOf(session)
                .flatMap(
                        origin ->
                                originOf(session)
                                        .filter(this::redirects)
                                        .flatMap(connection -> leave(connection, origin, back)));
    }

    private Optional<URI> leave(Connection connection, Origin origin, URI back) {
        var token =
                origin.token() == null ? null : secrets.openToken(connection.id(), origin.token());
        try {
            return Optional.ofNullable(ways.redirect(connection).leave(connection, token, back));
        } catch (Refusal unreachable) {
            return Optional.empty();
        }
    }

    /// Ends what a provider has ended.
    public void hear(UUID id, String token) {
        var connection = enabled(id);
        var farewell = ways.redirect(connection).hear(connection, token);
        sessions.endFrom(id, farewell.subject(), farewell.session(), farewell.at());
    }

    private User admit(Connection connection, OutsideIdentity identity) {
        try {
            return admission.admit(connection, identity);
        } catch (Refusal refusal) {
            throw failed(connection, refusal);
        }
    }

    private Connection enabled(UUID id) {
        return connections
                .find(id)
                .filter(Connection::enabled)
                .orElseThrow(() -> new Refusal(OutsideProblem.CONNECTION_UNKNOWN));
    }

    private static Set<Proof> proofs(OutsideIdentity identity) {
        return identity.factor()
                ? Set.of(Proof.PROVIDER, Proof.PROVIDER_FACTOR)
                : Set.of(Proof.PROVIDER);
    }

    private Origin origin(Connection connection, OutsideIdentity identity) {
        return new Origin(
                connection.id(),
                identity.subject(),
                identity.session(),
                identity.token() == null
                        ? null
                        : secrets.sealToken(connection.id(), identity.token()));
    }

    private Refusal failed(Connection connection, Refusal refusal) {
        transaction.executeWithoutResult(
                status ->
                        audit.record(
                                AuditEntry.of(AuditAction.SIGN_IN_FAILED, "user", null)
                                        .detail("connection", connection.name())
                                        .detail("problem", refusal.problem().code())));
        return refusal;
    }

    private static Refusal lapsed() {
        return new Refusal(OutsideProblem.LAPSED);
    }
}
