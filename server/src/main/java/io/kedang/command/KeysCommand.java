package io.kedang.command;

import io.kedang.database.DataFolder;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.KeyBackups;
import io.kedang.sealing.KeyRecovery;
import io.kedang.sealing.recovery.RecoveryShare;
import io.kedang.sealing.source.MasterSources;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// `kedang keys`: what there is; `keys rotate master`, `keys rotate blind-index`, `keys rotate
/// audit`, `keys rotate signing`; `keys recovery` prints new recovery shares; `keys recover` reads
/// three of them, a line each, where the master key is lost; `keys copy` makes a copy of the key
/// store, `keys restore FILE` brings a lost one back from it.
final class KeysCommand implements Command {
    private static final String RESTORE = "restore ";

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public Set<String> options() {
        return Set.of("as=");
    }

    @Override
    public boolean takesWords() {
        return true;
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var user = user(arguments);
        switch (String.join(" ", arguments.words())) {
            case "" -> show(arguments, user, console);
            case "rotate master" -> rotate("master", "command.keys.rotated", arguments, console);
            case "rotate blind-index" ->
                    rotate("blind-index", "command.keys.index-rotated", arguments, console);
            case "rotate audit" -> rotateAudit(arguments, user, console);
            case "rotate signing" -> rotateSigning(arguments, user, console);
            case "recovery" -> split(arguments, user, console);
            case "recover" -> recover(arguments, console);
            case "copy" -> copy(arguments, user, console);
            case String words when words.startsWith(RESTORE) ->
                    restore(Path.of(words.substring(RESTORE.length())), arguments, console);
            default -> throw new Refusal(CommandProblem.USAGE, Console.text("command.keys.usage"));
        }
        return 0;
    }

    private static String user(Arguments arguments) {
        return arguments.find("as").orElse(LocalServer.OPERATOR);
    }

    private static void show(Arguments arguments, String user, Console console) {
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var keys = server.send("GET", "/keys", user, (Object) null);
            var master = keys.path("master");
            console.print(
                    Console.text(
                            "command.keys.master",
                            master.path("source").asString().toLowerCase(java.util.Locale.ROOT),
                            master.path("version").asString(),
                            keys.path("dataKeys").asString()));
            if (master.path("unfinished").asBoolean()) {
                console.print(
                        Console.text(
                                "command.keys.unfinished",
                                master.path("done").asString(),
                                master.path("total").asString()));
            }
            var copies = keys.path("copies");
            console.print(
                    Console.text(
                            "command.keys.copies",
                            copies.path("copies").asString(),
                            copies.path("folder").asString()));
            if (!copies.path("trouble").asString("").isEmpty()) {
                console.print("! " + copies.path("trouble").asString());
            }
            var index = keys.path("index");
            if (index.path("unfinished").asBoolean()) {
                console.print(
                        Console.text(
                                "command.keys.index-unfinished", index.path("left").asString()));
            }
            var recovery = keys.path("recovery");
            if (recovery.path("possible").asBoolean() && !recovery.path("current").asBoolean()) {
                console.print(Console.text("command.keys.no-shares"));
            }
        }
    }

    private static void rotate(String key, String done, Arguments arguments, Console console) {
        var user = user(arguments);
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var started = server.send("POST", "/keys/" + key + "/rotation", user, (Object) null);
            var job = UUID.fromString(started.path("job").asString());
            var result = JobEnd.await(server, user, job, console).path("result");
            console.say("✓ " + Console.text(done, result.path("version").asString()));
        }
    }

    private static void rotateAudit(Arguments arguments, String user, Console console) {
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var key = server.send("POST", "/keys/audit/rotation", user, (Object) null);
            console.say(
                    "✓ "
                            + Console.text(
                                    "command.keys.audit-rotated", key.path("version").asString()));
        }
    }

    private static void rotateSigning(Arguments arguments, String user, Console console) {
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var key = server.send("POST", "/keys/signing/rotation", user, (Object) null);
            console.say(
                    "✓ "
                            + Console.text(
                                    "command.keys.signing-rotated",
                                    key.path("version").asString()));
        }
    }

    private static void split(Arguments arguments, String user, Console console) {
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            var set = server.send("POST", "/keys/recovery", user, (Object) null);
            console.print(
                    Console.text(
                            "command.keys.shares",
                            set.path("set").asString(),
                            set.path("version").asString(),
                            set.path("shares").size(),
                            set.path("needed").asString()));
            for (var share : set.path("shares")) {
                console.print("");
                console.print(
                        Console.text(
                                "command.keys.share",
                                share.path("number").asString(),
                                set.path("set").asString()));
                console.print("  " + share.path("text").asString());
            }
            console.say("! " + Console.text("command.keys.apart"));
        }
    }

    private static void copy(Arguments arguments, String user, Console console) {
        try (var server = LocalServer.open(Settings.of(arguments), console)) {
            server.send("POST", "/keys/copies", user, (Object) null);
            var copies = server.send("GET", "/keys", user, (Object) null).path("copies");
            console.say(
                    "✓ "
                            + Console.text(
                                    "command.keys.copied",
                                    copies.path("folder").asString(),
                                    copies.path("copies").asString()));
        }
    }

    private static void restore(Path copy, Arguments arguments, Console console) {
        var settings = Settings.of(arguments);
        try (var folder = DataFolder.open(settings.data())) {
            var keys = folder.keys();
            var mirror = path(settings, "keys.mirror");
            var copies = KeyBackups.folder(settings.data(), mirror, path(settings, "keys.copies"));
            var source = MasterSources.choose(keys, key -> text(settings, "keys." + key));
            var report =
                    KeyBackups.restore(
                            copy.toAbsolutePath(),
                            keys,
                            mirror,
                            copies,
                            source,
                            InstantSource.system());
            report.damaged().forEach(line -> console.print("✗ " + line));
            console.say(
                    "✓ "
                            + Console.text(
                                    "command.keys.restored",
                                    report.keys(),
                                    report.erased(),
                                    keys.toString()));
        }
    }

    private static @Nullable Path path(Settings settings, String key) {
        var text = text(settings, key);
        return text == null || text.isEmpty() ? null : Path.of(text);
    }

    private static @Nullable String text(Settings settings, String key) {
        var value = settings.values().get(key);
        return value == null ? null : value.text();
    }

    private static void recover(Arguments arguments, Console console) {
        try (var folder = DataFolder.open(Settings.of(arguments).data())) {
            int version = KeyRecovery.recover(folder.keys(), read(console));
            console.say(
                    "✓ "
                            + Console.text(
                                    "command.keys.recovered", version, folder.keys().toString()));
        }
    }

    /// Until there are enough different ones, or no more lines. Who types gets another try.
    private static List<RecoveryShare> read(Console console) {
        boolean typed = System.console() != null;
        var shares = new ArrayList<RecoveryShare>();
        var numbers = new HashSet<Integer>();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            while (numbers.size() < KeyRecovery.NEEDED) {
                console.say(
                        Console.text("command.keys.type", numbers.size() + 1, KeyRecovery.NEEDED));
                var line = lines.readLine();
                if (line == null) {
                    break;
                }
                try {
                    var share = line.isBlank() ? null : KeyRecovery.read(line);
                    if (share != null) {
                        shares.add(share);
                        numbers.add(share.number());
                    }
                } catch (Refusal slip) {
                    if (!typed) {
                        throw slip;
                    }
                    console.refuse(slip);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shares;
    }
}
