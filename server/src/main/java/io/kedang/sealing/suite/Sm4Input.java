package io.kedang.sealing.suite;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// Reads pieces from front to back. A byte beyond a full piece says that it is not the last one.
final class Sm4Input extends InputStream {
    private final InputStream from;
    private final Opening opening;
    private final int usual;
    private int sealedLength;
    private byte[] ahead = new byte[0];
    private byte[] clear = new byte[0];
    private int at;
    private int number;
    private @Nullable Sm4Pieces pieces;
    private boolean ended;

    /// Makes the pieces of a file that begins so.
    interface Opening {
        Sm4Pieces of(byte[] header) throws GeneralSecurityException;
    }

    Sm4Input(InputStream from, Opening opening, int first, int usual) {
        this.from = from;
        this.opening = opening;
        this.sealedLength = first;
        this.usual = usual;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (at == clear.length) {
            if (ended) {
                return -1;
            }
            next();
        }
        int count = Math.min(length, clear.length - at);
        System.arraycopy(clear, at, into, offset, count);
        at += count;
        return count;
    }

    private void next() throws IOException {
        try {
            var opened = pieces;
            if (opened == null) {
                opened = opening.of(from.readNBytes(Sm4Pieces.HEADER));
                pieces = opened;
            }
            var rest = from.readNBytes(sealedLength + 1 - ahead.length);
            var all = Arrays.copyOf(ahead, ahead.length + rest.length);
            System.arraycopy(rest, 0, all, ahead.length, rest.length);
            ended = all.length <= sealedLength;
            var sealed = ended ? all : Arrays.copyOf(all, sealedLength);
            ahead = ended ? new byte[0] : Arrays.copyOfRange(all, sealedLength, all.length);
            clear = opened.open(number++, ended, sealed);
            at = 0;
            sealedLength = usual;
        } catch (GeneralSecurityException e) {
            throw new IOException("the file was changed or cut off", e);
        }
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
