package io.kedang.intake.table.workbook;

import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;

/// A zip archive that may come from anybody: read-only, and refused as soon as what was inflated
/// exceeds a bound. The sizes that the archive declares are checked first, the true ones are
/// counted while reading, so that a lie gains nothing.
final class ZipGuard implements Closeable {
    static final int ENTRIES = 2_000;
    static final long ENTRY = 400L << 20;
    static final long TOTAL = 600L << 20;

    /// More than this to one is a bomb, once an entry is larger than [#FREE].
    static final int RATIO = 100;

    static final long FREE = 10L << 20;
    private static final int DIRECTORY = 4 << 20;
    private static final int TAIL = 22 + 65_535;

    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
    private final Map<String, Long> inflated = new HashMap<>();
    private long total;

    private ZipGuard(ZipFile zip) {
        this.zip = zip;
    }

    static ZipGuard open(TableFile file) throws IOException {
        var content = file.open();
        try {
            checkDirectory(content);
            var guard =
                    new ZipGuard(
                            ZipFile.builder()
                                    .setSeekableByteChannel(content)
                                    .setIgnoreLocalFileHeader(true)
                                    .get());
            guard.checkDeclared();
            return guard;
        } catch (IOException | IllegalArgumentException e) {
            content.close();
            throw new Refusal(TableProblem.CORRUPT);
        } catch (RuntimeException e) {
            content.close();
            throw e;
        }
    }

    /// The directory at the end is read into memory whole, so its size is looked at before.
    private static void checkDirectory(SeekableByteChannel content) throws IOException {
        int length = (int) Math.min(TAIL, content.size());
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        content.position(content.size() - length);
        while (bytes.hasRemaining() && content.read(bytes) >= 0) {
            // until the end is read
        }
        content.position(0);
        for (int at = length - 22; at >= 0; at--) {
            if (bytes.getInt(at) == 0x06054b50) {
                int count = bytes.getShort(at + 10) & 0xFFFF;
                long size = bytes.getInt(at + 12) & 0xFFFFFFFFL;
                if (count > ENTRIES || size > DIRECTORY) {
                    throw new Refusal(TableProblem.UNPACKS_TOO_LARGE);
                }
                return;
            }
        }
        throw new Refusal(TableProblem.CORRUPT);
    }

    private void checkDeclared() {
        long declared = 0;
        for (var all = zip.getEntries(); all.hasMoreElements(); ) {
            var entry = all.nextElement();
            long size = Math.max(0, entry.getSize());
            declared += size;
            if (entries.size() >= ENTRIES || declared > TOTAL) {
                throw new Refusal(TableProblem.UNPACKS_TOO_LARGE);
            }
            check(size, entry);
            entries.putIfAbsent(key(entry.getName()), entry);
        }
    }

    private static void check(long size, ZipArchiveEntry entry) {
        long packed = Math.max(1, entry.getCompressedSize());
        if (size > ENTRY || size > FREE && size / packed > RATIO) {
            throw new Refusal(TableProblem.UNPACKS_TOO_LARGE);
        }
    }

    /// Part names are compared without case; some writers use backslashes.
    private static String key(String name) {
        var plain = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    boolean has(String name) {
        return entries.containsKey(key(name));
    }

    /// Null when there is no such part.
    @Nullable InputStream find(String name) throws IOException {
        var entry = entries.get(key(name));
        if (entry == null) {
            return null;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new Refusal(TableProblem.ENCRYPTED);
        }
        try {
            return new Counted(zip.getInputStream(entry), entry);
        } catch (IOException e) {
            throw new Refusal(TableProblem.CORRUPT);
        }
    }

    /// @throws Refusal when the part is missing, because then the workbook is damaged
    InputStream get(String name) throws IOException {
        var in = find(name);
        if (in == null) {
            throw new Refusal(TableProblem.CORRUPT);
        }
        return in;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// Counts what comes out. A part that is read twice counts once, with its larger size.
    private final class Counted extends FilterInputStream {
        private final ZipArchiveEntry entry;
        private long count;

        Counted(InputStream in, ZipArchiveEntry entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n;
            try {
                n = super.read(target, offset, length);
            } catch (ZipException | EOFException e) {
                throw new Refusal(TableProblem.CORRUPT);
            }
            if (n > 0) {
                count += n;
                check(count, entry);
                long before = inflated.getOrDefault(entry.getName(), 0L);
                if (count > before) {
                    inflated.put(entry.getName(), count);
                    total += count - before;
                }
                if (total > TOTAL) {
                    throw new Refusal(TableProblem.UNPACKS_TOO_LARGE);
                }
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            return read(new byte[(int) Math.min(n, 8192)], 0, (int) Math.min(n, 8192));
        }
    }
}
