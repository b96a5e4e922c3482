package io.kedang.access.signin.outside.ldap;

import io.kedang.access.signin.outside.LdapSettings;
import io.kedang.kernel.outgoing.TrustedCertificates;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.naming.AuthenticationException;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.NoPermissionException;
import javax.naming.PartialResultException;
import javax.naming.SizeLimitExceededException;
import javax.naming.directory.Attributes;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import javax.net.ssl.SSLSocketFactory;

/// One conversation with a directory, encrypted before anything is said. After a password was
/// refused it is over.
final class LdapConversation implements AutoCloseable {
    private static final String READ_MILLIS = "10000";
    private static final int SEARCH_MILLIS = 5000;

    private final LdapContext context;

    private LdapConversation(LdapContext context) {
        this.context = context;
    }

    /// Throws [CommunicationException] when the server cannot be reached or is not believed.
    static LdapConversation open(LdapSettings settings, String server) throws NamingException {
        var uri = URI.create(server.strip());
        boolean encrypted = uri.getScheme().equalsIgnoreCase("ldaps");
        try {
            var sockets = TrustedCertificates.sockets(settings.certificates());
            var context = connect(uri, encrypted ? sockets : null);
            if (!encrypted && settings.startTls()) {
                encrypt(context, sockets);
            }
            return new LdapConversation(context);
        } catch (GeneralSecurityException e) {
            throw unreachable(e);
        }
    }

    private static LdapContext connect(URI uri, @Nullable SSLSocketFactory encrypted)
            throws NamingException {
        var environment = new Hashtable<String, Object>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, uri.getScheme() + "://" + uri.getRawAuthority());
        environment.put(Context.REFERRAL, "ignore");
        environment.put(Context.SECURITY_AUTHENTICATION, "none");
        environment.put("com.sun.jndi.ldap.read.timeout", READ_MILLIS);
        environment.put("java.naming.ldap.version", "3");
        environment.put("java.naming.ldap.factory.socket", LdapSockets.class.getName());
        environment.put("java.naming.ldap.attributes.binary", "objectGUID");
        return ScopedValue.where(LdapSockets.CURRENT, new LdapSockets(encrypted))
                .<LdapContext, NamingException>call(
                        () -> new InitialLdapContext(environment, null));
    }

    private static void encrypt(LdapContext context, SSLSocketFactory sockets)
            throws NamingException {
        try {
            var started = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
            started.negotiate(sockets);
        } catch (IOException e) {
            context.close();
            throw unreachable(e);
        } catch (NamingException e) {
            context.close();
            throw e;
        }
    }

    private static CommunicationException unreachable(Exception why) {
        var unreachable = new CommunicationException(why.getMessage());
        unreachable.setRootCause(why);
        return unreachable;
    }

    /// Throws [AuthenticationException] when it is not the right password. An empty one
    /// would be right for anybody (RFC 4513, 5.1.2).
    void signIn(String name, String password) throws NamingException {
        if (password.isEmpty()) {
            throw new AuthenticationException("no password");
        }
        context.addToEnvironment(Context.SECURITY_AUTHENTICATION, "simple");
        context.addToEnvironment(Context.SECURITY_PRINCIPAL, name);
        context.addToEnvironment(Context.SECURITY_CREDENTIALS, password);
        context.reconnect(null);
    }

    /// At most `most` entries, and one more where there are more.
    ///
    /// @param filter with `{0}`, `{1}` … for `values`, which are escaped
    @SuppressWarnings("BanJNDI") // no objects are made of entries: the flag stays off
    List<LdapEntry> search(
            String base, String filter, List<String> values, Set<String> attributes, int most)
            throws NamingException {
        var controls = new SearchControls();
        controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
        controls.setCountLimit(most + 1L);
        controls.setTimeLimit(SEARCH_MILLIS);
        controls.setReturningObjFlag(false);
        controls.setReturningAttributes(attributes.toArray(String[]::new));
        var found = new ArrayList<LdapEntry>();
        var results = context.search(new LdapName(base), filter, values.toArray(), controls);
        try {
            while (results.hasMore()) {
                found.add(entry(results.next()));
            }
        } catch (PartialResultException | SizeLimitExceededException end) {
            // What lies on other servers is not asked for, nor what nobody wanted.
        } finally {
            results.close();
        }
        return found;
    }

    /// Empty where there is none, or none that we may see.
    @SuppressWarnings("BanJNDI") // no objects are made of entries
    Optional<LdapEntry> read(String name, Set<String> attributes) throws NamingException {
        try {
            var known =
                    context.getAttributes(new LdapName(name), attributes.toArray(String[]::new));
            return Optional.of(new LdapEntry(name, values(known)));
        } catch (NameNotFoundException | NoPermissionException | InvalidNameException none) {
            return Optional.empty();
        }
    }

    /// Whether the server says that it can do what this number stands for.
    boolean supports(String capability) throws NamingException {
        return read("", Set.of("supportedCapabilities"))
                .filter(root -> root.all("supportedCapabilities").contains(capability))
                .isPresent();
    }

    private static LdapEntry entry(SearchResult result) throws NamingException {
        return new LdapEntry(result.getNameInNamespace(), values(result.getAttributes()));
    }

    private static Map<String, List<String>> values(Attributes attributes) throws NamingException {
        var values = new HashMap<String, List<String>>();
        var all = attributes.getAll();
        while (all.hasMore()) {
            var attribute = all.next();
            var texts = new ArrayList<String>();
            NamingEnumeration<?> each = attribute.getAll();
            while (each.hasMore()) {
                texts.add(LdapEntry.text(each.next()));
            }
            values.put(attribute.getID().toLowerCase(Locale.ROOT), texts);
        }
        return values;
    }

    @Override
    public void close() {
        try {
            context.close();
        } catch (NamingException closed) {
            // It is over either way.
        }
    }
}
