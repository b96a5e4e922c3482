package io.kedang.live;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Write;
import io.kedang.kernel.sql.Writes;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.UUID;

/// Where writers say, in the transaction of a change, what has changed. They write a row and notify
/// nobody: a poller reads it, so that commits never wait for each other.
@Repository
public class Changes {
    static final String INSERT =
            """
            insert into change (kind, subject, version, readers)
            values (:kind, :subject, :version, :readers)
            """;

    private final Writes writes;

    Changes(Writes writes) {
        this.writes = writes;
    }

    /// @param readers who is told, by the numbers that he reads files by; null for everybody
    public void tell(
            String kind, UUID subject, int version, @Nullable Collection<Integer> readers) {
        writes.send(telling(kind, subject, version, readers));
    }

    /// The same, to be sent with what else the change writes.
    public Write telling(
            String kind, UUID subject, int version, @Nullable Collection<Integer> readers) {
        return new Write(
                INSERT,
                Params.of("kind", kind)
                        .and("subject", subject)
                        .and("version", version)
                        .and("readers", readers == null ? null : readers.toArray(Integer[]::new)));
    }
}
