package io.kedang.intake.table.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;

/// Decodes and remembers where bytes could not be decoded, so that the rows concerned can say so.
/// Each such place yields one U+FFFD; a byte order mark at the beginning yields nothing.
final class DecodingReader extends Reader {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final ArrayDeque<Long> damage = new ArrayDeque<>();
    private long delivered;
    private boolean ended;

    DecodingReader(InputStream in, Charset charset) {
        this.in = in;
        this.decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /// Forgets and counts the damaged places before the character with this index.
    int damagedBefore(long index) {
        int count = 0;
        for (Long first = damage.peek(); first != null && first < index; first = damage.peek()) {
            damage.remove();
            count++;
        }
        return count;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        var chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            if (!decode(chars)) {
                return chars.position() == 0 ? -1 : delivered(chars);
            }
            if (delivered == 0 && chars.position() > 0 && chars.get(0) == BYTE_ORDER_MARK) {
                delivered = 1;
                int rest = chars.position() - 1;
                System.arraycopy(target, offset + 1, target, offset, rest);
                chars.position(rest);
            }
        }
        return delivered(chars);
    }

    private int delivered(CharBuffer chars) {
        delivered += chars.position();
        return chars.position();
    }

    private boolean decode(CharBuffer chars) throws IOException {
        var result = decoder.decode(bytes, chars, ended);
        if (result.isError()) {
            if (chars.hasRemaining()) {
                bytes.position(bytes.position() + result.length());
                damage.add(delivered + chars.position());
                chars.put(REPLACEMENT);
            }
            return true;
        }
        if (result.isOverflow()) {
            return true;
        }
        if (ended) {
            decoder.flush(chars);
            return false;
        }
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(0, count)).flip();
        ended = count < 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
