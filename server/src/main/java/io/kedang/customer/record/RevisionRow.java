package io.kedang.customer.record;

import io.kedang.kernel.Actor;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.CopyText;
import io.kedang.kernel.sql.Row;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/// How a revision stands in its table, whatever it is a revision of.
public final class RevisionRow {
    public static final String COLUMNS =
            "r.number, r.changed_by, r.changed_by_name, r.learned_at, r.entered_at, r.source,"
                    + " r.channel, r.confidence, r.reason, r.changes";

    /// The order in which [#copy] writes, behind the record's id.
    public static final String COPIED =
            "number, changed_by, changed_by_name, learned_at, entered_at, source, channel,"
                    + " confidence, reason, changes";

    private RevisionRow() {}

    public static void copy(Revision revision, CopyText rows, JsonMapper json) {
        rows.value(revision.subject())
                .value(revision.number())
                .value(revision.changedBy())
                .value(revision.changedByName())
                .value(revision.learnedAt())
                .value(revision.enteredAt())
                .value(revision.source())
                .value(revision.channel())
                .value(revision.confidence())
                .value(revision.reason())
                .value(json.writeValueAsString(revision.changes()))
                .endRow();
    }

    /// The versions that these were, for a statement that unnests `ids` and `numbers` side by side.
    public static Params versions(Params params, Collection<Done> done) {
        return params.and("ids", done.stream().map(Done::record).toList())
                .and("numbers", done.stream().map(Done::version).toArray(Integer[]::new));
    }

    /// For an insert that names what the components of a revision are called, and `json` for its
    /// changes.
    public static Params params(Revision revision, JsonMapper json) {
        return Params.of(revision)
                .and("changes", null)
                .and("json", json.writeValueAsString(revision.changes()));
    }

    public static Revision read(ResultSet row, UUID subject, JsonMapper json) throws SQLException {
        return new Revision(
                subject,
                row.getInt("number"),
                row.getObject("changed_by", UUID.class),
                row.getString("changed_by_name"),
                Row.instant(row, "learned_at"),
                Row.instant(row, "entered_at"),
                row.getString("source"),
                Actor.Channel.valueOf(row.getString("channel")),
                row.getInt("confidence"),
                row.getString("reason"),
                json.readValue(row.getString("changes"), new TypeReference<>() {}));
    }
}
