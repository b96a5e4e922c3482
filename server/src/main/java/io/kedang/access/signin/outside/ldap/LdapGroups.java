package io.kedang.access.signin.outside.ldap;

import io.kedang.access.signin.outside.LdapSettings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.naming.NamingException;

/// The groups of somebody in a directory: those that his entry names, those that name him, and
/// where it is wanted those that these are in, however far up.
///
/// Active Directory says all of them at once, by a matching rule of its own; others are asked group
/// by group. Both end somewhere: directories hold circles.
final class LdapGroups {
    private static final int MOST = 1000;
    private static final int DEEPEST = 16;

    /// `LDAP_MATCHING_RULE_IN_CHAIN`, and by what a server says that it is Active Directory.
    private static final String IN_CHAIN = "(member:1.2.840.113556.1.4.1941:={0})";

    private static final String ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

    private final LdapSettings settings;
    private final LdapConversation service;

    /// By the name in lower case: the short names that go with it.
    private final Map<String, Set<String>> found = new LinkedHashMap<>();

    private LdapGroups(LdapSettings settings, LdapConversation service) {
        this.settings = settings;
        this.service = service;
    }

    /// By their distinguished names and by their short ones.
    static Set<String> of(LdapSettings settings, LdapConversation service, LdapEntry entry)
            throws NamingException {
        var groups = new LdapGroups(settings, service);
        var direct = groups.above(entry);
        if (settings.nestedGroups()) {
            if (service.supports(ACTIVE_DIRECTORY)) {
                groups.searched(groups.root(), IN_CHAIN, List.of(entry.name()));
            } else {
                groups.climb(direct);
            }
        }
        var names = new HashSet<>(groups.found.keySet());
        groups.found.values().forEach(names::addAll);
        return names;
    }

    /// Level by level, each group once.
    private void climb(List<String> direct) throws NamingException {
        var level = new ArrayDeque<>(direct);
        for (int depth = 1; depth < DEEPEST && !level.isEmpty(); depth++) {
            var next = new ArrayDeque<String>();
            for (var group : level) {
                if (found.size() >= MOST) {
                    return;
                }
                next.addAll(above(group(group)));
            }
            level = next;
        }
    }

    /// As far as it may be read: one that may not is in no group that we know of.
    private LdapEntry group(String name) throws NamingException {
        var attribute = settings.groupsAttribute();
        return attribute == null
                ? new LdapEntry(name, Map.of())
                : service.read(name, Set.of(attribute))
                        .orElseGet(() -> new LdapEntry(name, Map.of()));
    }

    /// The groups that `entry` is in itself and that were not found before.
    private List<String> above(LdapEntry entry) throws NamingException {
        var news = new ArrayList<String>();
        if (settings.groupsAttribute() != null) {
            for (var name : entry.all(settings.groupsAttribute())) {
                if (add(name, List.of())) {
                    news.add(name);
                }
            }
        }
        if (settings.groupBase() != null) {
            var username = entry.first(settings.usernameAttribute());
            news.addAll(
                    searched(
                            settings.groupBase(),
                            LdapRules.GROUP_FILTER,
                            List.of(entry.name(), username == null ? entry.name() : username)));
        }
        return news;
    }

    /// @return those that were not found before
    private List<String> searched(String base, String filter, List<String> values)
            throws NamingException {
        var news = new ArrayList<String>();
        for (var group : service.search(base, filter, values, Set.of("cn"), MOST)) {
            if (add(group.name(), group.all("cn"))) {
                news.add(group.name());
            }
        }
        return news;
    }

    /// False when it is there already, or there are as many as we look at.
    private boolean add(String name, List<String> shortNames) {
        var key = name.toLowerCase(Locale.ROOT);
        if (found.size() >= MOST && !found.containsKey(key)) {
            return false;
        }
        boolean news = !found.containsKey(key);
        var names = found.computeIfAbsent(key, _ -> new HashSet<>());
        names.addAll(shortNames);
        LdapRules.shortName(name).ifPresent(names::add);
        return news;
    }

    /// Where all groups are: below their own base, or anywhere in the domain of the people.
    private String root() {
        return settings.groupBase() != null
                ? settings.groupBase()
                : LdapRules.domain(settings.base());
    }
}
