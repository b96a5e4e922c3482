package io.kedang.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.suite.KeyedMac;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// The MACs of the register: one byte for the version of the key, then the MAC of the
/// house's suite over all columns in the order of the table.
///
/// Each value is written as text: its length in bytes, `:`, its UTF-8 bytes, `,`; null is `~,`.
/// Moments count microseconds since 1970; a list is the text of its values in turn, a map that of
/// its names and values sorted by name. So no two different rows have the same bytes.
public final class AuditMac {
    private final KeyedMac keyed;
    private final byte version;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    private AuditMac(KeyedMac keyed, byte version) {
        this.keyed = keyed;
        this.version = version;
    }

    /// The keys for entries and for seals, of the newest version; threads take a fresh MAC for each
    /// row.
    public static final class Keys {
        private final NamedKeys keys;
        private volatile Version newest;

        private record Version(KeyedMac entry, KeyedMac seal, byte number) {}

        public Keys(NamedKeys keys) {
            this.keys = keys;
            newest = read();
        }

        public AuditMac ofEntry() {
            var version = newest();
            return new AuditMac(version.entry, version.number);
        }

        public AuditMac ofSeal() {
            var version = newest();
            return new AuditMac(version.seal, version.number);
        }

        private Version newest() {
            var version = newest;
            if (version.number != (byte) keys.version(NamedKeys.Name.AUDIT)) {
                version = read();
                newest = version;
            }
            return version;
        }

        private Version read() {
            int version = keys.version(NamedKeys.Name.AUDIT);
            return new Version(
                    keys.mac(NamedKeys.Name.AUDIT, version, "audit entry"),
                    keys.mac(NamedKeys.Name.AUDIT, version, "audit seal"),
                    (byte) version);
        }
    }

    public AuditMac put(@Nullable Object value) {
        switch (value) {
            case null -> bytes.writeBytes(new byte[] {'~', ','});
            case Instant moment -> put(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
            case Collection<?> list -> putNested(list);
            case Map<?, ?> map -> {
                var flat = new ArrayList<@Nullable Object>();
                new TreeMap<>(map)
                        .forEach(
                                (name, each) -> {
                                    flat.add(name);
                                    flat.add(each);
                                });
                putNested(flat);
            }
            case byte[] raw -> putBytes(raw);
            default -> putBytes(value.toString().getBytes(UTF_8));
        }
        return this;
    }

    public byte[] finish() {
        var mac = keyed.of(bytes.toByteArray());
        return ByteBuffer.allocate(1 + mac.length).put(version).put(mac).array();
    }

    private void putNested(Collection<?> values) {
        var nested = new AuditMac(keyed, version);
        values.forEach(nested::put);
        putBytes(nested.bytes.toByteArray());
    }

    private void putBytes(byte[] value) {
        bytes.writeBytes((value.length + ":").getBytes(UTF_8));
        bytes.writeBytes(value);
        bytes.write(',');
    }
}
