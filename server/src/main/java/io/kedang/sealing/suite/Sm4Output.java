package io.kedang.sealing.suite;

import java.io.IOException;
import java.io.OutputStream;

/// Writes pieces; which one is the last is known when it is closed, so a full one waits for the
/// byte after it.
final class Sm4Output extends OutputStream {
    private final OutputStream to;
    private final Sm4Pieces pieces;
    private final int usual;
    private byte[] waiting;
    private int length;
    private int number;
    private boolean closed;

    /// @param first bytes of the first piece with its tag
    /// @param usual bytes of each other one
    Sm4Output(OutputStream to, Sm4Pieces pieces, int first, int usual) {
        this.to = to;
        this.pieces = pieces;
        this.usual = usual - Sm4Pieces.TAG;
        this.waiting = new byte[first - Sm4Pieces.TAG];
    }

    @Override
    public void write(int each) throws IOException {
        write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (closed) {
            throw new IOException("the file is closed");
        }
        int at = from;
        int left = count;
        while (left > 0) {
            if (length == waiting.length) {
                put(false);
                waiting = new byte[usual];
                length = 0;
            }
            int part = Math.min(left, waiting.length - length);
            System.arraycopy(bytes, at, waiting, length, part);
            length += part;
            at += part;
            left -= part;
        }
    }

    private void put(boolean last) throws IOException {
        if (number < 0) {
            throw new IOException("the file is too long");
        }
        to.write(pieces.seal(number++, last, waiting, length));
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            put(true);
            to.close();
        }
    }
}
