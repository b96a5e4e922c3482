package io.kedang.sealing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/// What a copy of the key store holds, as it is read; every key is tried on the way.
final class KeyCopyParts implements KeyCopyFile.Sink {
    private final MasterKey master;
    private final KeyCopyFile.Sink files;
    private final List<Segment> segments = new ArrayList<>();
    private byte[] erased = new byte[0];
    private byte @Nullable [] named;
    private int shut;

    KeyCopyParts(MasterKey master) {
        this(master, (name, content) -> {});
    }

    /// @param files takes the files of segments
    KeyCopyParts(MasterKey master, KeyCopyFile.Sink files) {
        this.master = master;
        this.files = files;
    }

    List<Segment> segments() {
        return segments;
    }

    /// Keys that were damaged before they were copied.
    int shut() {
        return shut;
    }

    byte[] erased() {
        return erased;
    }

    byte[] named() throws GeneralSecurityException {
        if (named == null) {
            throw new GeneralSecurityException("the keys of the house are missing");
        }
        return named;
    }

    @Override
    public void put(String name, byte[] content) throws IOException, GeneralSecurityException {
        switch (name) {
            case NamedKeys.FILE -> named = content;
            case KeyFolder.ERASED -> erased = content;
            case KeyFolder.LIST -> segments.addAll(Segment.decode(content, master));
            default -> {
                if (segments.isEmpty() || !segments.getLast().fileName().equals(name)) {
                    throw new GeneralSecurityException(name + " stands where it does not belong");
                }
                tryAll(segments.getLast(), content);
                files.put(name, content);
            }
        }
    }

    private void tryAll(Segment segment, byte[] content) {
        var records = ByteBuffer.wrap(content);
        for (int at = 0; at + KeyRecord.SIZE <= content.length; at += KeyRecord.SIZE) {
            if (!KeyRecord.isErased(records, at) && !opens(records, at, segment)) {
                shut++;
            }
        }
    }

    private static boolean opens(ByteBuffer records, int at, Segment segment) {
        try {
            if (KeyRecord.isWhole(records, at)) {
                KeyRecord.open(records, at, segment.key());
                return true;
            }
            return false;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
