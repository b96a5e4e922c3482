package io.kedang.sealing.suite;

import com.google.crypto.tink.StreamingAead;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/// Files of any length, in [Sm4Pieces].
final class Sm4Streaming implements StreamingAead {
    private final byte[] secret;
    private final int piece;
    private final int offset;

    /// @param piece bytes of a piece with its tag
    /// @param offset bytes of the file before the header, by which the first piece is shorter
    Sm4Streaming(byte[] secret, int piece, int offset) {
        if (piece <= offset + Sm4Pieces.HEADER + Sm4Pieces.TAG) {
            throw new IllegalArgumentException("a piece is too short");
        }
        this.secret = secret.clone();
        this.piece = piece;
        this.offset = offset;
    }

    @Override
    public OutputStream newEncryptingStream(OutputStream to, byte[] bound) throws IOException {
        var pieces = Sm4Pieces.begin(secret, bound);
        to.write(pieces.header());
        return new Sm4Output(to, pieces, piece - offset - Sm4Pieces.HEADER, piece);
    }

    @Override
    public WritableByteChannel newEncryptingChannel(WritableByteChannel to, byte[] bound)
            throws IOException {
        return Channels.newChannel(newEncryptingStream(Channels.newOutputStream(to), bound));
    }

    @Override
    public InputStream newDecryptingStream(InputStream from, byte[] bound) {
        return new Sm4Input(
                from,
                header -> Sm4Pieces.read(secret, bound, header),
                piece - offset - Sm4Pieces.HEADER,
                piece);
    }

    @Override
    public ReadableByteChannel newDecryptingChannel(ReadableByteChannel from, byte[] bound) {
        return Channels.newChannel(newDecryptingStream(Channels.newInputStream(from), bound));
    }

    @Override
    public SeekableByteChannel newSeekableDecryptingChannel(SeekableByteChannel from, byte[] bound)
            throws IOException {
        return Sm4Channel.open(
                from, header -> Sm4Pieces.read(secret, bound, header), piece, offset);
    }
}
