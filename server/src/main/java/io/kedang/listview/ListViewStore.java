package io.kedang.listview;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Repository
class ListViewStore {
    static final String INSERT =
            """
            insert into list_view (id, owner, name, visibility, department, locked, definition)
            values (:id, :owner, :name, :visibility, :department, :locked,
                    cast(:definition as jsonb))
            on conflict do nothing
            """;

    /// Whoever asks sees them or not by what [ListView] says; this only spares reading all.
    static final String NEAR =
            """
            select id, owner, name, visibility, department, locked, definition, version
              from list_view
             where owner = :user or visibility <> 'PRIVATE'
             order by name, id
            """;

    static final String FIND =
            """
            select id, owner, name, visibility, department, locked, definition, version
              from list_view where id = :id
            """;

    static final String COUNT = "select count(*) from list_view where owner = :owner";

    static final String UPDATE =
            """
            update list_view
               set name = :name, visibility = :visibility, department = :department,
                   locked = :locked, definition = cast(:definition as jsonb), version = version + 1
             where id = :id and version = :version
            """;

    static final String DELETE = "delete from list_view where id = :id and version = :version";

    static final String PINS =
            """
            select view_id, opens from list_view_pin
             where user_id = :user order by position, view_id
            """;

    /// Two windows of one user arrange their tabs one after the other.
    static final String HOLD = "select id from app_user where id = :user for no key update";

    static final String UNPIN = "delete from list_view_pin where user_id = :user";

    /// A view that has just been deleted is not pinned.
    static final String PIN =
            """
            insert into list_view_pin (user_id, view_id, position, opens)
            select :user, v.id, :position, :opens
              from list_view v where v.id = :view for key share
            """;

    record Pin(UUID view, boolean opens) {}

    private final JdbcClient db;
    private final JsonMapper json;

    ListViewStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// False when the id is there already, or the owner has one of that name.
    boolean insert(ListView view) {
        return db.sql(INSERT).paramSource(params(view)).update() == 1;
    }

    List<ListView> near(UUID user) {
        return db.sql(NEAR).paramSource(Params.of("user", user)).query(row()).list();
    }

    Optional<ListView> find(UUID id) {
        return db.sql(FIND).paramSource(Params.of("id", id)).query(row()).optional();
    }

    int count(UUID owner) {
        return db.sql(COUNT).paramSource(Params.of("owner", owner)).query(Integer.class).single();
    }

    enum Outcome {
        DONE,
        STALE,
        NAME_TAKEN
    }

    /// @param view with the version that the change is based on
    Outcome update(ListView view) {
        try {
            return db.sql(UPDATE).paramSource(params(view)).update() == 1
                    ? Outcome.DONE
                    : Outcome.STALE;
        } catch (DuplicateKeyException e) {
            return Outcome.NAME_TAKEN;
        }
    }

    boolean delete(UUID id, int version) {
        return db.sql(DELETE).paramSource(Params.of("id", id).and("version", version)).update()
                == 1;
    }

    List<Pin> pins(UUID user) {
        return db.sql(PINS)
                .paramSource(Params.of("user", user))
                .query((row, n) -> new Pin(Row.id(row, "view_id"), row.getBoolean("opens")))
                .list();
    }

    void pin(UUID user, List<UUID> views, @Nullable UUID opens) {
        db.sql(HOLD).paramSource(Params.of("user", user)).query().listOfRows();
        db.sql(UNPIN).paramSource(Params.of("user", user)).update();
        for (int position = 0; position < views.size(); position++) {
            var view = views.get(position);
            db.sql(PIN)
                    .paramSource(
                            Params.of("user", user)
                                    .and("view", view)
                                    .and("position", position)
                                    .and("opens", view.equals(opens)))
                    .update();
        }
    }

    private Params params(ListView view) {
        return Params.of(view).and("definition", json.writeValueAsString(view.definition()));
    }

    private RowMapper<ListView> row() {
        return (row, n) ->
                new ListView(
                        Row.id(row, "id"),
                        Row.id(row, "owner"),
                        row.getString("name"),
                        ListView.Visibility.valueOf(row.getString("visibility")),
                        row.getObject("department", UUID.class),
                        row.getBoolean("locked"),
                        json.readValue(row.getString("definition"), ListView.Definition.class),
                        row.getInt("version"));
    }
}
