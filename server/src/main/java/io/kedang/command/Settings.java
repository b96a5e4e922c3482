package io.kedang.command;

import io.kedang.command.SettingCatalogue.Setting;
import io.kedang.kernel.Refusal;
import io.kedang.transport.TransportSettings;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What holds, and who says so. The later one wins: what is shipped, `kedang.yaml` in the data
/// folder, variables `KEDANG_…`, the command line. A key that does not exist is refused, not
/// ignored.
record Settings(Path data, Map<String, Value> values) {
    static final String FILE = "kedang.yaml";

    private static final Map<String, String> SHORTHANDS =
            Map.of(
                    "port", "port",
                    "listen", "listen",
                    "tls", "tls",
                    "tls-key", "tls.key",
                    "http-port", "http-port",
                    "demo", "demo",
                    "database", "database.url");

    /// Options that may be given more than once.
    private static final Map<String, String> LISTS = Map.of("host", "tls.hosts", "proxy", "proxy");

    /// What holds for a server that only the command which starts it talks to.
    private static final Map<String, String> ALONE =
            Map.of(
                    "port", "0",
                    "listen", "127.0.0.1",
                    "tls", "",
                    "tls.key", "",
                    "tls.hosts", "",
                    "http-port", "",
                    "proxy", "");

    /// @param origin the file, the variable or the option that says so; empty for what is shipped
    record Value(String text, String origin) {}

    /// @param home folder beside which data lie unless another place is given
    static Settings of(Arguments arguments, Map<String, String> environment, Path home) {
        var data =
                arguments
                        .find("data")
                        .map(Path::of)
                        .orElseGet(
                                () ->
                                        environment.containsKey("KEDANG_DATA")
                                                ? Path.of(environment.get("KEDANG_DATA"))
                                                : home.resolve("data"))
                        .toAbsolutePath()
                        .normalize();
        var values = new LinkedHashMap<String, Value>();
        SettingCatalogue.all()
                .forEach(setting -> values.put(setting.key(), new Value(setting.fallback(), "")));
        read(data.resolve(FILE)).forEach((key, text) -> put(values, key, text, FILE));
        for (var setting : SettingCatalogue.all()) {
            if (environment.containsKey(setting.variable())) {
                var text = environment.get(setting.variable());
                put(values, setting.key(), text, setting.variable());
            }
        }
        for (var pair : arguments.all("set")) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new Refusal(CommandProblem.VALUE_MISSING, "--set " + pair);
            }
            refuseSecret(pair.substring(0, equals));
            put(values, pair.substring(0, equals), pair.substring(equals + 1), "--set");
        }
        SHORTHANDS.forEach(
                (option, key) ->
                        arguments
                                .find(option)
                                .ifPresent(text -> put(values, key, text, "--" + option)));
        LISTS.forEach(
                (option, key) -> {
                    if (arguments.has(option)) {
                        var text = String.join(",", arguments.all(option));
                        put(values, key, text, "--" + option);
                    }
                });
        return new Settings(data, values);
    }

    /// Everybody on a machine can read the line of a command.
    private static void refuseSecret(String key) {
        SettingCatalogue.find(key)
                .filter(Setting::secret)
                .ifPresent(
                        setting -> {
                            throw new Refusal(
                                    CommandProblem.SECRET_ON_LINE, key, setting.variable(), FILE);
                        });
    }

    static Settings of(Arguments arguments) {
        return of(arguments, System.getenv(), Path.of(System.getProperty("kedang.home", "")));
    }

    /// The same for a server of a command's own: unreachable from anywhere else.
    Settings alone() {
        var alone = new LinkedHashMap<>(values);
        ALONE.forEach((key, text) -> alone.put(key, new Value(text, "command")));
        return new Settings(data, alone);
    }

    TransportSettings transport() {
        return TransportSettings.of(data, this::get);
    }

    Value value(String key) {
        var value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no setting " + key);
        }
        return value;
    }

    String get(String key) {
        return value(key).text();
    }

    int number(String key) {
        return Integer.parseInt(get(key));
    }

    boolean isSet(String key) {
        return !get(key).isEmpty();
    }

    private static void put(Map<String, Value> values, String key, String text, String origin) {
        var setting =
                SettingCatalogue.find(key)
                        .orElseThrow(
                                () -> new Refusal(CommandProblem.SETTING_UNKNOWN, key, origin));
        if (!text.matches(setting.pattern())) {
            throw new Refusal(CommandProblem.SETTING_WRONG, key, shown(setting, text), origin);
        }
        if (setting.way()) {
            EncryptedWay.instead(text)
                    .ifPresent(
                            instead -> {
                                throw new Refusal(
                                        CommandProblem.SETTING_IN_CLEAR, key, origin, instead);
                            });
        }
        values.put(key, new Value(text, origin));
    }

    static String shown(Setting setting, String text) {
        return setting.secret() && !text.isEmpty() ? "••••••" : text;
    }

    private static Map<String, String> read(Path file) {
        var flat = new LinkedHashMap<String, String>();
        if (Files.exists(file)) {
            try {
                var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
                flatten("", yaml.load(Files.readString(file)), flat);
            } catch (IOException | YAMLException e) {
                throw new Refusal(CommandProblem.FILE_UNREADABLE, file.toString(), reason(e));
            }
        }
        return flat;
    }

    /// The place of a mistake, not the line itself: it may hold a password.
    private static String reason(Exception e) {
        return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? "%s (%d:%d)"
                        .formatted(
                                marked.getProblem(),
                                marked.getProblemMark().getLine() + 1,
                                marked.getProblemMark().getColumn() + 1)
                : e.getClass().getSimpleName();
    }

    /// `database: {url: …}` and `database.url: …` say the same.
    private static void flatten(String prefix, Object value, Map<String, String> flat) {
        switch (value) {
            case null -> {}
            case Map<?, ?> map ->
                    map.forEach(
                            (key, inner) ->
                                    flatten(
                                            prefix.isEmpty() ? "" + key : prefix + "." + key,
                                            inner,
                                            flat));
            case Collection<?> list ->
                    flat.put(
                            prefix,
                            list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            default -> flat.put(prefix, value.toString());
        }
    }
}
