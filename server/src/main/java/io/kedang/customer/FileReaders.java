package io.kedang.customer;

import io.kedang.kernel.Params;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Unscoped;
import io.kedang.live.Changes;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Gives files to readers beside owner and department, by the numbers of
/// [io.kedang.access.ReaderNumbers]. Whoever calls has asked whether the current user may.
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class FileReaders {
    @Unscoped(because = "holds a file that the door has asked for, and tells pages who reads it")
    static final String HOLD =
            "select version, readers, file_number, voided_at is not null as voided"
                    + " from customer where id = :id for update";

    @Unscoped(because = "changes who reads a file that the door has asked for; answers nothing")
    static final String SET = "update customer set readers = :readers where id = :id";

    @Unscoped(because = "changes who finds a file that the door has asked for; answers nothing")
    static final String SET_FOUND =
            "update customer_search set readers = :readers where customer_id = :id";

    private final JdbcClient db;
    private final Changes changes;

    FileReaders(JdbcClient db, Changes changes) {
        this.db = db;
        this.changes = changes;
    }

    private record Held(int version, List<Integer> readers, String fileNumber, boolean voided) {}

    /// The file stays at its version: nothing of its contents changes. Those who gain it and those
    /// who lose it are told. Refuses to give one in the recycle bin to anybody.
    public void change(CustomerId id, Set<Integer> given, Set<Integer> taken) {
        var held =
                db.sql(HOLD)
                        .paramSource(Params.of("id", id))
                        .query(
                                (row, n) ->
                                        new Held(
                                                row.getInt("version"),
                                                Row.integers(row, "readers"),
                                                row.getString("file_number"),
                                                row.getBoolean("voided")))
                        .single();
        if (held.voided() && !given.isEmpty()) {
            throw new Refusal(CustomerProblem.VOIDED, held.fileNumber());
        }
        var readers = new TreeSet<>(held.readers());
        readers.removeAll(taken);
        readers.addAll(given);
        set(SET, id, readers);
        set(SET_FOUND, id, readers);
        var told = new TreeSet<>(held.readers());
        told.addAll(readers);
        changes.tell(Customers.KIND, id.value(), held.version(), told);
    }

    private void set(String sql, CustomerId id, Collection<Integer> readers) {
        db.sql(sql)
                .paramSource(Params.of("id", id).and("readers", readers.toArray(Integer[]::new)))
                .update();
    }
}
