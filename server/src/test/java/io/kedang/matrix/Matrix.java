package io.kedang.matrix;

import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.access.Scope;

import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// `permissions.yaml`: what each role may do, and what each operation of the API needs.
record Matrix(Map<String, ShippedRole> roles, Map<String, Entry> entries) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record ShippedRole(Rank rank, Scope scope, Set<Right> rights) {}

    /// What an operation is about, which decides who may and what the others are told.
    enum About {
        /// Open to whoever comes along.
        NOTHING,
        /// Open to whoever has the right.
        HOUSE,
        /// Answers many files: those that the caller may read.
        LIST,
        FILE,
        PERSON,
        ORDER,
        IMPORT,
        JOB;

        /// Whether the lock decides.
        boolean isGuarded() {
            return this == FILE || this == PERSON || this == ORDER;
        }
    }

    /// A status with the code of its problem; without one, only the status counts.
    record Outcome(int status, String code) {
        static Outcome of(String text) {
            var parts = text.split(" ", 2);
            return new Outcome(Integer.parseInt(parts[0]), parts.length == 1 ? "" : parts[1]);
        }

        boolean fits(Answer answer) {
            return answer.status() == status && (code.isEmpty() || code.equals(answer.code()));
        }

        @Override
        public String toString() {
            return (status + " " + code).strip();
        }
    }

    /// One operation.
    ///
    /// @param call as the contract has it, without `/api/v1`
    /// @param needs the rights without which nobody gets on
    /// @param query with its question mark; empty for none
    /// @param body JSON with words of the file in braces; empty for none
    /// @param type of the body; empty for the one of the contract
    /// @param fresh whether the last id in the path is a new one each time
    /// @param gives what whoever may is answered; empty for a success
    /// @param besides the rights that are asked for behind the lock only
    /// @param otherwise what whoever may not is answered; empty for what goes without saying
    /// @param voided what whoever may is answered about a file in the bin; empty for no difference
    /// @param undo the call that the director makes afterwards
    /// @param reveals whether sealed values come in clear
    /// @param tells the fields of files that it may name to whoever may call it
    /// @param shows the field by whose canaries a list is compared with what it should hold
    /// @param costly whether it is tried about few files only
    /// @param tried false for what only the refused try: it is costly, endless or tested apart
    record Entry(
            String call,
            About about,
            Set<Right> needs,
            String query,
            String type,
            String body,
            boolean fresh,
            Set<Right> besides,
            List<Outcome> gives,
            List<Outcome> otherwise,
            List<Outcome> voided,
            String undo,
            boolean reveals,
            Set<String> tells,
            String shows,
            boolean costly,
            boolean tried) {
        String method() {
            return call.substring(0, call.indexOf(' '));
        }

        String path() {
            return call.substring(call.indexOf(' ') + 1);
        }

        boolean isReading() {
            return method().equals("GET");
        }

        @Override
        public String toString() {
            return call;
        }
    }

    static Matrix read() {
        try (var file = Matrix.class.getResourceAsStream("permissions.yaml")) {
            Map<String, Object> all = new Yaml().load(file);
            return new Matrix(roles(map(all.get("roles"))), entries(list(all.get("operations"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ShippedRole> roles(Map<String, Object> told) {
        var roles = new LinkedHashMap<String, ShippedRole>();
        told.forEach(
                (code, each) -> {
                    var role = map(each);
                    roles.put(
                            code,
                            new ShippedRole(
                                    Rank.valueOf(text(role, "rank")),
                                    Scope.valueOf(text(role, "scope")),
                                    rights(role.get("may"))));
                });
        return roles;
    }

    private static Map<String, Entry> entries(List<Object> groups) {
        var entries = new LinkedHashMap<String, Entry>();
        for (var each : groups) {
            var group = map(each);
            for (var told : list(group.get("calls"))) {
                var call = new LinkedHashMap<>(group);
                call.putAll(told instanceof String alone ? Map.of("call", alone) : map(told));
                var entry = entry(call);
                if (entries.put(entry.call(), entry) != null) {
                    throw new IllegalStateException(entry.call() + " stands twice in the matrix");
                }
            }
        }
        return entries;
    }

    private static Entry entry(Map<String, Object> call) {
        return new Entry(
                text(call, "call"),
                About.valueOf(text(call, "about").toUpperCase(Locale.ROOT)),
                rights(call.get("needs")),
                text(call, "query"),
                text(call, "type"),
                call.containsKey("body") ? JSON.writeValueAsString(call.get("body")) : "",
                Boolean.TRUE.equals(call.get("fresh")),
                rights(call.get("besides")),
                outcome(call, "gives"),
                outcome(call, "otherwise"),
                outcome(call, "voided"),
                text(call, "undo"),
                Boolean.TRUE.equals(call.get("reveals")),
                names(call.get("tells")),
                text(call, "shows"),
                Boolean.TRUE.equals(call.get("costly")),
                !Boolean.FALSE.equals(call.get("tried")));
    }

    /// Nothing where the file says nothing.
    private static List<Outcome> outcome(Map<String, Object> call, String key) {
        return call.containsKey(key) ? List.of(Outcome.of(text(call, key))) : List.of();
    }

    private static Set<Right> rights(Object told) {
        return names(told).stream().map(Right::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /// One, several, or none.
    private static Set<String> names(Object told) {
        return switch (told) {
            case null -> Set.of();
            case List<?> several ->
                    several.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
            default -> Set.of(told.toString());
        };
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.getOrDefault(key, ""));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object told) {
        return (Map<String, Object>) told;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object told) {
        return (List<Object>) told;
    }

    ShippedRole role(String code) {
        return roles.get(code);
    }

    Entry entry(String call) {
        return entries.get(call);
    }
}
