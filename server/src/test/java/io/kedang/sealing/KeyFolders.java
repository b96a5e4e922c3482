package io.kedang.sealing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Key folders for tests.
final class KeyFolders {
    private KeyFolders() {}

    /// All that hangs on one master key.
    record House(MasterKey master, NamedKeys named, KeyStore store) implements AutoCloseable {
        static House open(Path folder, Path mirror) {
            var master = TestKeys.master(folder);
            var named = NamedKeys.open(folder, mirror, master);
            return new House(
                    master, named, KeyStore.open(folder, mirror, master, InstantSource.system()));
        }

        MasterRotation rotation() {
            return new MasterRotation(master, named, store);
        }

        FieldCipher cipher() {
            return new FieldCipher(store);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    static KeyStore open(Path folder) {
        return open(folder, null);
    }

    static KeyStore open(Path folder, Path mirror) {
        var master = TestKeys.master(folder);
        NamedKeys.open(folder, master);
        return KeyStore.open(folder, mirror, master, InstantSource.system());
    }

    static List<UUID> subjects(int count) {
        return IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
    }

    /// The file of a segment; there is one generation of each at a time.
    static Path segment(Path folder, int number) throws IOException {
        try (var files =
                Files.newDirectoryStream(
                        folder.resolve(KeyStore.FOLDER), "%06d-*.keys".formatted(number))) {
            return files.iterator().next();
        }
    }

    /// The wrapped key of the record that stands `n`-th in the first segment.
    static byte[] wrapped(Path folder, int n) throws IOException {
        var key = new byte[60];
        ByteBuffer.wrap(Files.readAllBytes(segment(folder, 0))).get(n * KeyRecord.SIZE + 20, key);
        return key;
    }

    /// The files below `folder` that hold these bytes.
    static List<Path> holding(Path folder, byte[] bytes) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = Files.readAllBytes(file);
                for (int at = 0; at + bytes.length <= content.length; at++) {
                    if (java.util.Arrays.equals(
                            content, at, at + bytes.length, bytes, 0, bytes.length)) {
                        found.add(file);
                        break;
                    }
                }
            }
        }
        return found;
    }

    static void flip(Path file, long at) throws IOException {
        var content = Files.readAllBytes(file);
        content[(int) at] ^= 1;
        Files.write(file, content);
    }
}
