package io.kedang.sealing.suite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;

/// Reads at any place, opening the piece that lies there. Its length follows from that of the file,
/// which the last piece vouches for: the file is not taken for a shorter one.
final class Sm4Channel implements ReadOnlyChannel {
    private final SeekableByteChannel from;
    private final Sm4Pieces pieces;
    private final int piece;
    private final int offset;
    private final long sealed;
    private final int count;
    private long position;
    private int held = -1;
    private byte[] clear = new byte[0];

    private Sm4Channel(SeekableByteChannel from, Sm4Pieces pieces, int piece, int offset)
            throws IOException {
        this.from = from;
        this.pieces = pieces;
        this.piece = piece;
        this.offset = offset;
        this.sealed = from.size();
        this.count = (int) Math.max(1, (sealed + piece - 1) / piece);
    }

    static Sm4Channel open(
            SeekableByteChannel from, Sm4Input.Opening opening, int piece, int offset)
            throws IOException {
        var header = ByteBuffer.allocate(Sm4Pieces.HEADER);
        fill(header, from, offset);
        try {
            var channel = new Sm4Channel(from, opening.of(header.array()), piece, offset);
            channel.hold(channel.count - 1);
            return channel;
        } catch (GeneralSecurityException e) {
            throw new IOException("the file was changed or cut off", e);
        }
    }

    /// What lies behind the end of the file counts as zeros, which no tag fits.
    private static void fill(ByteBuffer bytes, SeekableByteChannel from, long at)
            throws IOException {
        from.position(at);
        int read;
        do {
            read = from.read(bytes);
        } while (read >= 0 && bytes.hasRemaining());
    }

    /// Clear bytes before a piece.
    private long before(int number) {
        return number == 0
                ? 0
                : (long) number * (piece - Sm4Pieces.TAG) - offset - Sm4Pieces.HEADER;
    }

    private int pieceAt(long place) {
        return (int) ((place + offset + Sm4Pieces.HEADER) / (piece - Sm4Pieces.TAG));
    }

    private void hold(int number) throws IOException, GeneralSecurityException {
        if (held == number) {
            return;
        }
        long start = number == 0 ? offset + Sm4Pieces.HEADER : (long) number * piece;
        long end = Math.min(sealed, (number + 1L) * piece);
        var bytes = ByteBuffer.allocate((int) Math.max(0, end - start));
        fill(bytes, from, start);
        clear = pieces.open(number, number == count - 1, bytes.array());
        held = number;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!into.hasRemaining()) {
            return 0;
        }
        if (position >= size()) {
            return -1;
        }
        int read = 0;
        while (into.hasRemaining() && position < size()) {
            int number = Math.min(count - 1, pieceAt(position));
            try {
                hold(number);
            } catch (GeneralSecurityException e) {
                throw new IOException("the file was changed or cut off", e);
            }
            int at = (int) (position - before(number));
            int length = Math.min(into.remaining(), clear.length - at);
            into.put(clear, at, length);
            position += length;
            read += length;
        }
        return read;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) {
        position = wanted;
        return this;
    }

    @Override
    public long size() {
        return sealed - offset - Sm4Pieces.HEADER - (long) count * Sm4Pieces.TAG;
    }

    @Override
    public boolean isOpen() {
        return from.isOpen();
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
