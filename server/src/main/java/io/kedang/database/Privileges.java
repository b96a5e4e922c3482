package io.kedang.database;

import com.sun.security.auth.module.UnixSystem;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// As whom PostgreSQL's programs run: they refuse to run as root. The owner of a cluster runs it,
/// so what worked once is remembered by the files themselves.
///
/// @param prefix the words before a command
/// @param uid whom the files of the database belong to; 0 leaves them to whoever makes them
record Privileges(List<String> prefix, int uid, int gid) {
    /// A user name space of its own: towards the program we are nobody, on the disk still root.
    private static final List<String> NAME_SPACE = List.of("unshare", "-U");

    /// Keeps a Ctrl-C in the terminal away from the database: the server stops first.
    private static final List<String> SESSION = List.of("setsid");

    /// Stops the database when the thread that started it dies, and so when the JVM is killed.
    private static final List<String> DIES_WITH_US = List.of("setpriv", "--pdeathsig", "INT");

    static Privileges of(DataFolder data, Path cluster) {
        if (new UnixSystem().getUid() != 0) {
            return new Privileges(List.of(), 0, 0);
        }
        if (Files.exists(cluster) && attribute(cluster, "unix:uid") != 0) {
            return as(attribute(cluster, "unix:uid"), attribute(cluster, "unix:gid"), data);
        }
        if (works(NAME_SPACE)) {
            return new Privileges(NAME_SPACE, 0, 0);
        }
        return as(nobody("-u"), nobody("-g"), data);
    }

    List<String> command(String... words) {
        return concat(prefix, List.of(words));
    }

    /// A command that runs for as long as this JVM; what this system does not offer is left out.
    List<String> serverCommand(String... words) {
        var command = new ArrayList<>(works(SESSION) ? SESSION : List.of());
        command.addAll(prefix);
        command.addAll(works(DIES_WITH_US) ? DIES_WITH_US : List.of());
        command.addAll(List.of(words));
        return command;
    }

    /// Lets PostgreSQL's programs own what lies at and below `path`.
    Path give(Path path) {
        try {
            for (var each : uid == 0 ? List.<Path>of() : Folders.all(path)) {
                Files.setAttribute(each, "unix:uid", uid);
                Files.setAttribute(each, "unix:gid", gid);
            }
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Privileges as(int uid, int gid, DataFolder data) {
        var prefix = List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
        if (!works(prefix)) {
            throw new Refusal(DatabaseProblem.ROOT_REFUSED);
        }
        Stream.of(data.root(), data.postgres(), data.logs()).forEach(Privileges::letThrough);
        if (!Shell.run(concat(prefix, List.of("test", "-x", data.postgres() + "/"))).succeeded()) {
            throw new Refusal(DatabaseProblem.FOLDER_NOT_REACHABLE, data.root().toString());
        }
        return new Privileges(prefix, uid, gid);
    }

    /// Others may pass through a folder to what they own below it, and still list nothing in it.
    private static void letThrough(Path folder) {
        try {
            var permissions = Files.getPosixFilePermissions(folder);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(folder, permissions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int nobody(String number) {
        var id = Shell.run(List.of("id", number, "nobody"));
        if (!id.succeeded()) {
            throw new Refusal(DatabaseProblem.ROOT_REFUSED);
        }
        return Integer.parseInt(id.output().strip());
    }

    private static int attribute(Path path, String name) {
        try {
            return (Integer) Files.getAttribute(path, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean works(List<String> prefix) {
        return Shell.run(concat(prefix, List.of("true"))).succeeded();
    }

    private static List<String> concat(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
