package io.kedang.sealing.recovery;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// One of the shares into which a key was split, as somebody keeps it on paper.
///
/// On paper it is 16 groups of five characters. Four of each carry 20 bits, the fifth checks them
/// and the place of the group, so that a slip is found in its group. There is no I, L, O and U;
/// case, spaces and hyphens do not count, and I, L and O are read as 1, 1 and 0. The bytes: form
/// (1), version of the key (2), set (2), number (1), share (32), checksum (2).
///
/// @param version of the key that was split
/// @param set tells shares of one splitting from those of another
/// @param number which share of its set it is, from 1
public record RecoveryShare(int version, int set, int number, byte[] share) {
    static final int GROUPS = 16;
    private static final byte FORM = 1;
    private static final int BYTES = 40;
    private static final int KEY = 32;
    private static final int DATA = 4;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// Why a text is no share.
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        /// What is wrong with the text.
        public enum Reason {
            /// There are more or fewer groups; `group` says how many.
            LENGTH,
            /// A group has a slip in it.
            MISTYPED,
            /// Every group is right, but together they are no share.
            UNKNOWN
        }

        private final Reason reason;
        private final int group;

        Unreadable(Reason reason, int group) {
            super(reason + " " + group);
            this.reason = reason;
            this.group = group;
        }

        public Reason reason() {
            return reason;
        }

        public int group() {
            return group;
        }
    }

    /// `XXXXX XXXXX …`
    public String text() {
        var bytes =
                ByteBuffer.allocate(BYTES)
                        .put(FORM)
                        .putShort((short) version)
                        .putShort((short) set)
                        .put((byte) number)
                        .put(share);
        bytes.putShort(checksum(bytes.array()));
        var text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            int check = group;
            text.append(group == 0 ? "" : " ");
            for (int place = 0; place < DATA; place++) {
                int value = fiveBits(bytes.array(), group * DATA + place);
                text.append(ALPHABET.charAt(value));
                check ^= weighted(value, place);
            }
            text.append(ALPHABET.charAt(check));
        }
        return text.toString();
    }

    public static RecoveryShare parse(String typed) throws Unreadable {
        var text = typed.replaceAll("[\\s-]", "").toUpperCase(java.util.Locale.ROOT);
        if (text.length() != GROUPS * (DATA + 1)) {
            int whole = (text.length() + DATA) / (DATA + 1);
            throw new Unreadable(Unreadable.Reason.LENGTH, whole);
        }
        var bytes = new byte[BYTES];
        for (int group = 0; group < GROUPS; group++) {
            int check = group;
            for (int place = 0; place < DATA; place++) {
                int value = value(text, group, place);
                put(bytes, group * DATA + place, value);
                check ^= weighted(value, place);
            }
            if (check != value(text, group, DATA)) {
                throw new Unreadable(Unreadable.Reason.MISTYPED, group + 1);
            }
        }
        return read(ByteBuffer.wrap(bytes));
    }

    /// Never shows the share.
    @Override
    public String toString() {
        return "RecoveryShare[%d of set %04X]".formatted(number, set);
    }

    private static RecoveryShare read(ByteBuffer bytes) throws Unreadable {
        short checksum = checksum(bytes.array());
        boolean known = bytes.get() == FORM;
        int version = bytes.getShort();
        int set = Short.toUnsignedInt(bytes.getShort());
        int number = bytes.get();
        var share = new byte[KEY];
        bytes.get(share);
        if (!known || bytes.getShort() != checksum || number < 1) {
            throw new Unreadable(Unreadable.Reason.UNKNOWN, 0);
        }
        return new RecoveryShare(version, set, number, share);
    }

    private static int value(String text, int group, int place) throws Unreadable {
        char typed = text.charAt(group * (DATA + 1) + place);
        char meant = typed == 'O' ? '0' : typed == 'I' || typed == 'L' ? '1' : typed;
        int value = ALPHABET.indexOf(meant);
        if (value < 0) {
            throw new Unreadable(Unreadable.Reason.MISTYPED, group + 1);
        }
        return value;
    }

    /// `value` times a power of two in the field of 32 elements (x⁵ + x² + 1), another power for
    /// each place: the check then finds every single slip and every two that were swapped.
    private static int weighted(int value, int place) {
        int product = value;
        for (int i = 0; i <= place; i++) {
            product <<= 1;
            product ^= product > 31 ? 0b100101 : 0;
        }
        return product;
    }

    private static int fiveBits(byte[] bytes, int index) {
        int bit = index * 5;
        int pair =
                (bytes[bit / 8] & 0xFF) << 8
                        | (bit / 8 + 1 < BYTES ? bytes[bit / 8 + 1] & 0xFF : 0);
        return pair >> 11 - bit % 8 & 31;
    }

    private static void put(byte[] bytes, int index, int value) {
        int bit = index * 5;
        int pair = value << 11 - bit % 8;
        bytes[bit / 8] |= (byte) (pair >> 8);
        if (bit / 8 + 1 < BYTES) {
            bytes[bit / 8 + 1] |= (byte) pair;
        }
    }

    private static short checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, BYTES - Short.BYTES);
        return (short) crc.getValue();
    }
}
