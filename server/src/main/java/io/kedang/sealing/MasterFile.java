package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The master key in `master.key` beside the other keys, for its owner alone.
public final class MasterFile implements MasterSource {
    static final String FILE = "master.key";
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rw-------")));

    private final Path file;

    public MasterFile(Path folder) {
        file = folder.resolve(FILE);
    }

    @Override
    public Kind kind() {
        return Kind.FILE;
    }

    @Override
    public String place() {
        return file.toString();
    }

    /// Refuses when others could read the file, and when it is not the process owner's.
    @Override
    public SortedMap<Integer, Aead> open() throws IOException {
        if (!Files.exists(file)) {
            return Collections.emptySortedMap();
        }
        guard(file);
        return MasterLines.open(text(), place());
    }

    @Override
    public void addVersion() throws IOException {
        write(MasterLines.withNext(keys()));
    }

    @Override
    public void destroyBefore(int version) throws IOException {
        var keys = keys();
        var rest = keys.tailMap(version);
        if (rest.isEmpty()) {
            DurableFile.destroy(file);
        } else if (rest.size() < keys.size()) {
            write(rest);
        }
    }

    @Override
    public Optional<byte[]> reveal(int version) throws IOException {
        return Optional.ofNullable(keys().get(version));
    }

    void write(SortedMap<Integer, byte[]> keys) throws IOException {
        DurableFile.replace(file, VersionLines.print(keys).getBytes(UTF_8));
    }

    private SortedMap<Integer, byte[]> keys() throws IOException {
        return Files.exists(file) ? MasterLines.parse(text(), place()) : new TreeMap<>();
    }

    private String text() throws IOException {
        try {
            return Files.readString(file, UTF_8);
        } catch (CharacterCodingException e) {
            throw new Refusal(SealingProblem.KEY_FILE_DAMAGED, place());
        }
    }

    /// Refuses a file that others could read, and one of another user.
    public static void guard(Path file) throws IOException {
        var attributes = Files.readAttributes(file, PosixFileAttributes.class);
        var open = EnumSet.copyOf(OTHERS);
        open.retainAll(attributes.permissions());
        if (!open.isEmpty()) {
            throw new Refusal(
                    SealingProblem.MASTER_KEY_EXPOSED,
                    file.toString(),
                    PosixFilePermissions.toString(attributes.permissions()));
        }
        var self = self(file);
        if (!attributes.owner().equals(self)) {
            throw new Refusal(
                    SealingProblem.MASTER_KEY_OF_ANOTHER,
                    file.toString(),
                    attributes.owner().getName(),
                    self.getName());
        }
    }

    /// Whoever a new file belongs to; holds in containers whose user has no name.
    private static UserPrincipal self(Path file) throws IOException {
        var probe = Files.createTempFile(file.toAbsolutePath().getParent(), "probe", null);
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
