package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Nobody opens a connection but through [io.kedang.kernel.outgoing.Outgoing]. Who does has a
/// reason here: he speaks with our own server or database, whose address nobody tells him.
@Tag("s7")
class OutgoingHouseTests {
    private static final String DOOR = "io.kedang.kernel.outgoing";

    private static final Map<String, String> REASONS =
            Map.of(
                    "io.kedang.command.LocalServer",
                    "asks the server on this machine",
                    "io.kedang.command.TrainCommand",
                    "asks the server that it has started",
                    "io.kedang.database.Programs",
                    "reads what is shipped",
                    "io.kedang.audit.SyslogCopy",
                    "encrypts a connection, and sends a datagram to an address, that were looked"
                            + " at",
                    "io.kedang.access.signin.outside.ldap.LdapSockets",
                    "encrypts a connection that was looked at",
                    "io.kedang.access.signin.outside.ldap.LdapConversation",
                    "speaks through the sockets of LdapSockets");

    /// `owner.method`, or `owner.<init>`, by which connections are opened.
    private static final Pattern OPENS =
            Pattern.compile(
                    "java\\.net\\.http\\.HttpClient\\.(newHttpClient|newBuilder)"
                        + "|java\\.net\\.URL\\.(openConnection|openStream|getContent)"
                        + "|java\\.net\\.(Socket|DatagramSocket|MulticastSocket)\\.<init>"
                        + "|java\\.nio\\.channels\\.(\\w*SocketChannel|DatagramChannel)\\.open"
                        + "|javax\\.net\\.(ssl\\.SSL)?SocketFactory\\.createSocket"
                        + "|javax\\.naming\\..*Initial\\w*Context\\.<init>"
                        + "|org\\.springframework\\.web\\.client\\..*"
                        + "|org\\.springframework\\.web\\.reactive\\.function\\.client\\..*"
                        + "|org\\.springframework\\.http\\.client\\..*"
                        + "|org\\.apache\\.(hc|http)\\..*|okhttp3\\..*"
                        + "|com\\.nimbusds\\.jose\\.jwk\\.source\\.RemoteJWKSet\\.<init>"
                        + "|com\\.nimbusds\\.jose\\.util\\.DefaultResourceRetriever\\.<init>"
                        + "|com\\.nimbusds\\.openid\\.connect\\.sdk\\.op\\.OIDCProviderMetadata\\.resolve"
                        + "|com\\.nimbusds\\.oauth2\\.sdk\\.http\\.HTTPRequest\\.send\\(\\)"
                        + "|jakarta\\.mail\\..*");

    @Test
    void connectionsAreOpenedByOneDoor() {
        var found = new TreeMap<String, TreeSet<String>>();
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.kedang");
        for (var each : classes) {
            for (var access : each.getAccessesFromSelf()) {
                if (OPENS.matcher(opened(access)).matches()) {
                    found.computeIfAbsent(outermost(each), _ -> new TreeSet<>())
                            .add(opened(access));
                }
            }
        }
        assertThat(found).as("what the door itself opens").containsKey(DOOR + ".Outgoing");
        found.keySet().removeIf(name -> name.startsWith(DOOR + "."));
        assertThat(found.keySet()).as(found.toString()).isEqualTo(new TreeSet<>(REASONS.keySet()));
    }

    private static String opened(JavaAccess<?> access) {
        boolean empty = access.getTarget().getFullName().endsWith("()");
        var name = access.getTargetOwner().getName() + "." + access.getTarget().getName();
        return name.endsWith("HTTPRequest.send") && empty ? name + "()" : name;
    }

    private static String outermost(JavaClass each) {
        return each.getName().replaceFirst("\\$.*", "");
    }
}
