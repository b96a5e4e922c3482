package io.kedang.access.signin.outside.ldap;

import io.kedang.access.signin.outside.Connection;
import io.kedang.access.signin.outside.ConnectionSecret;
import io.kedang.access.signin.outside.Kind;
import io.kedang.access.signin.outside.LdapSettings;
import io.kedang.access.signin.outside.OutsideIdentity;
import io.kedang.access.signin.outside.OutsideProblem;
import io.kedang.access.signin.outside.PasswordWay;
import io.kedang.access.signin.outside.Settings;
import io.kedang.access.signin.outside.TrialStep;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import javax.naming.AuthenticationException;
import javax.naming.AuthenticationNotSupportedException;
import javax.naming.CommunicationException;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.ServiceUnavailableException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// Signing in with the password of a directory.
@Component
class Ldap implements PasswordWay {
    private static final Logger LOG = LoggerFactory.getLogger(Ldap.class);

    private final ConnectionSecret secrets;

    Ldap(ConnectionSecret secrets) {
        this.secrets = secrets;
    }

    @Override
    public Kind kind() {
        return Kind.LDAP;
    }

    @Override
    public List<FieldError> objections(Settings settings) {
        return LdapRules.objections(Objects.requireNonNull(settings.ldap()));
    }

    @Override
    public Optional<OutsideIdentity> signIn(
            Connection connection, String username, String password) {
        if (username.isBlank() || password.isEmpty()) {
            return Optional.empty();
        }
        var failed = new ArrayList<String>();
        for (var server : connection.ldap().servers()) {
            try {
                var identity = ask(connection, server, username.strip(), password);
                if (!failed.isEmpty()) {
                    LOG.warn("{}: {}", connection, failed);
                }
                return identity;
            } catch (CommunicationException | ServiceUnavailableException down) {
                failed.add(server + " cannot be asked: " + reason(down));
            } catch (NamingException e) {
                failed.add(server + " refuses to be asked: " + reason(e));
                break;
            }
        }
        throw new Refusal(OutsideProblem.UNREACHABLE, connection.name())
                .because(connection + ": " + failed);
    }

    private Optional<OutsideIdentity> ask(
            Connection connection, String server, String username, String password)
            throws NamingException {
        var settings = connection.ldap();
        try (var service = asService(connection, server)) {
            var found =
                    service.search(
                            settings.base(),
                            LdapRules.personFilter(settings),
                            List.of(username),
                            LdapRules.attributes(settings),
                            1);
            var entry = found.size() == 1 ? found.getFirst() : null;
            if (!isRight(settings, server, entry, password) || entry == null || entry.disabled()) {
                return Optional.empty();
            }
            return Optional.of(identity(settings, entry, LdapGroups.of(settings, service, entry)));
        }
    }

    private LdapConversation asService(Connection connection, String server)
            throws NamingException {
        var conversation = LdapConversation.open(connection.ldap(), server);
        try {
            var password = secrets.open(connection).orElse("");
            conversation.signIn(connection.ldap().serviceDn(), password);
            return conversation;
        } catch (NamingException e) {
            conversation.close();
            throw e;
        }
    }

    /// For nobody, an entry that does not exist is asked: so the answer takes as long.
    private static boolean isRight(
            LdapSettings settings, String server, @Nullable LdapEntry entry, String password)
            throws NamingException {
        try (var own = LdapConversation.open(settings, server)) {
            own.signIn(entry == null ? nobody(settings) : entry.name(), password);
            return entry != null;
        } catch (AuthenticationException
                | AuthenticationNotSupportedException
                | OperationNotSupportedException
                | InvalidNameException refused) {
            return false;
        }
    }

    private static String nobody(LdapSettings settings) throws InvalidNameException {
        return new LdapName(settings.base()).add(new Rdn("cn", NewId.next().toString())).toString();
    }

    private static OutsideIdentity identity(
            LdapSettings settings, LdapEntry entry, Set<String> groups) throws NamingException {
        var subject = entry.first(settings.subjectAttribute());
        if (subject == null) {
            throw new NamingException(entry.name() + " has no " + settings.subjectAttribute());
        }
        return new OutsideIdentity(
                subject,
                entry.first(settings.usernameAttribute()),
                entry.first(settings.displayNameAttribute()),
                null,
                groups,
                false,
                null,
                null);
    }

    @Override
    public List<TrialStep> test(Connection connection) {
        return connection.ldap().servers().stream()
                .map(server -> test(connection, server))
                .flatMap(List::stream)
                .toList();
    }

    private List<TrialStep> test(Connection connection, String server) {
        var settings = connection.ldap();
        try (var opened = LdapConversation.open(settings, server)) {
            opened.signIn(settings.serviceDn(), secrets.open(connection).orElse(""));
            var people =
                    opened.search(
                            settings.base(),
                            LdapRules.anybodyFilter(settings),
                            List.of(),
                            LdapRules.attributes(settings),
                            1);
            return people.isEmpty()
                    ? List.of(
                            TrialStep.ok("directory", server),
                            TrialStep.failed("nobody", settings.base(), settings.filter()))
                    : List.of(
                            TrialStep.ok("directory", server),
                            complete(settings, people.getFirst()));
        } catch (AuthenticationException
                | AuthenticationNotSupportedException
                | InvalidNameException refused) {
            return List.of(TrialStep.failed("service-refused", server, settings.serviceDn()));
        } catch (CommunicationException unreachable) {
            return List.of(TrialStep.failed("unreachable", server, reason(unreachable)));
        } catch (NamingException e) {
            return List.of(TrialStep.failed("search-failed", server, settings.base(), reason(e)));
        }
    }

    private static TrialStep complete(LdapSettings settings, LdapEntry entry) {
        return entry.first(settings.subjectAttribute()) == null
                ? TrialStep.failed("no-subject", entry.name(), settings.subjectAttribute())
                : TrialStep.ok("people", entry.name());
    }

    private static String reason(NamingException e) {
        var root = e.getRootCause();
        return String.valueOf(root == null ? e.getMessage() : root.getMessage());
    }
}
