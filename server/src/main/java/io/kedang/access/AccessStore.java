package io.kedang.access;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Apart;
import io.kedang.kernel.sql.Row;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

@Repository
class AccessStore {
    static final String EPOCH = "select epoch from access_epoch";

    static final String RAISE_EPOCH = "update access_epoch set epoch = epoch + 1";

    static final String USERS =
            """
            select u.id, u.principal, u.username, u.display_name, u.department_id, u.role_id, u.scope, u.disabled_at,
                   f.confirmed_at is not null or exists (select from passkey p where p.user_id = u.id) as second_factor,
                   u.version
              from app_user u left join totp_factor f on f.user_id = u.id
            """;

    static final String PASSWORDS =
            "select id, password_given from app_user where password_hash is not null";

    static final String DEPARTMENTS =
            "select id, principal, name, parent_id, version from department where voided_at is"
                    + " null";

    static final String ROLES =
            """
            select id, code, name, rank, scope, rights, needs_second_factor, rows_unapproved,
                   rows_per_day, rows_at_once, version
              from role where voided_at is null
            """;

    static final String GRANTS =
            "select number, user_id, ends_at from access_grant where ends_at > now()";

    static final String INSERT_GRANT =
            "insert into access_grant (user_id, ends_at) values (:user, :endsAt) returning number";

    static final String DELETE_GRANT = "delete from access_grant where number = :number";

    static final String INSERT_USER =
            """
            insert into app_user (id, username, username_folded, display_name, password_hash, password_given,
                                  department_id, role_id, scope)
            values (:id, :username, :folded, :displayName, :passwordHash, :given, :departmentId, :roleId, :scope)
            on conflict do nothing
            """;

    static final String UPDATE_USER =
            """
            update app_user
               set display_name = :displayName, department_id = :departmentId, role_id = :roleId,
                   scope = :scope, disabled_at = :disabledAt, version = version + 1
             where id = :id and version = :version
            """;

    static final String SET_PASSWORD =
            """
            update app_user
               set password_hash = :passwordHash, password_given = :given, version = version + 1
             where id = :id
            """;

    static final String INSERT_DEPARTMENT =
            """
            insert into department (id, name, parent_id) values (:id, :name, :parentId)
            on conflict do nothing
            """;

    static final String UPDATE_DEPARTMENT =
            """
            update department
               set name = :name, parent_id = :parentId, version = version + 1,
                   voided_at = :voidedAt
             where id = :id and version = :version and voided_at is null
            """;

    static final String INSERT_ROLE =
            """
            insert into role (id, code, name, rank, scope, rights, needs_second_factor,
                              rows_unapproved, rows_per_day, rows_at_once)
            values (:id, :code, :name, :rank, :scope, :rights, :needsSecondFactor, :unapproved,
                    :perDay, :atOnce)
            on conflict do nothing
            """;

    static final String UPDATE_ROLE =
            """
            update role
               set name = :name, rank = :rank, scope = :scope, rights = :rights,
                   needs_second_factor = :needsSecondFactor, rows_unapproved = :unapproved,
                   rows_per_day = :perDay, rows_at_once = :atOnce, version = version + 1
             where id = :id and version = :version and voided_at is null
            """;

    private final JdbcClient db;
    private final Apart apart;

    AccessStore(JdbcClient db, Apart apart) {
        this.db = db;
        this.apart = apart;
    }

    long epoch() {
        return apart.client().sql(EPOCH).query(Long.class).single();
    }

    void raiseEpoch() {
        db.sql(RAISE_EPOCH).update();
    }

    List<User> users() {
        return apart.client().sql(USERS).query(USER).list();
    }

    /// Who has one here, and whether somebody else has set it.
    Map<UUID, Boolean> passwords() {
        var passwords = new HashMap<UUID, Boolean>();
        apart.client()
                .sql(PASSWORDS)
                .query(
                        row -> {
                            passwords.put(Row.id(row, "id"), row.getBoolean("password_given"));
                        });
        return passwords;
    }

    List<Department> departments() {
        return apart.client().sql(DEPARTMENTS).query(DEPARTMENT).list();
    }

    List<Role> roles() {
        return apart.client().sql(ROLES).query(ROLE).list();
    }

    List<Grant> grants() {
        return apart.client()
                .sql(GRANTS)
                .query(
                        (row, n) ->
                                new Grant(
                                        row.getInt("number"),
                                        Row.id(row, "user_id"),
                                        Row.instant(row, "ends_at")))
                .list();
    }

    int insertGrant(UUID user, Instant endsAt) {
        return db.sql(INSERT_GRANT)
                .paramSource(Params.of("user", user).and("endsAt", endsAt))
                .query(Integer.class)
                .single();
    }

    boolean deleteGrant(int number) {
        return db.sql(DELETE_GRANT).paramSource(Params.of("number", number)).update() == 1;
    }

    /// False when the id or the name is taken.
    ///
    /// @param given whether somebody else has set the password
    boolean insert(User user, String foldedName, @Nullable String passwordHash, boolean given) {
        return db.sql(INSERT_USER)
                        .paramSource(
                                Params.of(user)
                                        .and("folded", foldedName)
                                        .and("passwordHash", passwordHash)
                                        .and("given", given))
                        .update()
                == 1;
    }

    boolean update(User user) {
        return db.sql(UPDATE_USER).paramSource(Params.of(user)).update() == 1;
    }

    /// @param given whether somebody else has set it
    void setPassword(UUID user, String passwordHash, boolean given) {
        db.sql(SET_PASSWORD)
                .paramSource(
                        Params.of("id", user).and("passwordHash", passwordHash).and("given", given))
                .update();
    }

    boolean insert(Department department) {
        return db.sql(INSERT_DEPARTMENT).paramSource(Params.of(department)).update() == 1;
    }

    boolean update(Department department, @Nullable Instant voidedAt) {
        return db.sql(UPDATE_DEPARTMENT)
                        .paramSource(Params.of(department).and("voidedAt", voidedAt))
                        .update()
                == 1;
    }

    boolean insert(Role role) {
        return db.sql(INSERT_ROLE).paramSource(params(role)).update() == 1;
    }

    boolean update(Role role) {
        return db.sql(UPDATE_ROLE).paramSource(params(role)).update() == 1;
    }

    private static final RowMapper<User> USER =
            (row, n) ->
                    new User(
                            row.getObject("id", UUID.class),
                            row.getInt("principal"),
                            row.getString("username"),
                            row.getString("display_name"),
                            row.getObject("department_id", UUID.class),
                            row.getObject("role_id", UUID.class),
                            Optional.ofNullable(row.getString("scope"))
                                    .map(Scope::valueOf)
                                    .orElse(null),
                            instant(row, "disabled_at"),
                            row.getBoolean("second_factor"),
                            row.getInt("version"));

    private static final RowMapper<Department> DEPARTMENT =
            (row, n) ->
                    new Department(
                            row.getObject("id", UUID.class),
                            row.getInt("principal"),
                            row.getString("name"),
                            row.getObject("parent_id", UUID.class),
                            row.getInt("version"));

    private static final RowMapper<Role> ROLE =
            (row, n) ->
                    new Role(
                            row.getObject("id", UUID.class),
                            row.getString("code"),
                            row.getString("name"),
                            Rank.valueOf(row.getString("rank")),
                            Scope.valueOf(row.getString("scope")),
                            rights(row),
                            row.getBoolean("needs_second_factor"),
                            new ExportLimits(
                                    row.getObject("rows_unapproved", Integer.class),
                                    row.getObject("rows_per_day", Integer.class),
                                    row.getObject("rows_at_once", Integer.class)),
                            row.getInt("version"));

    private static Params params(Role role) {
        return Params.of(role)
                .and("unapproved", role.exports().unapproved())
                .and("perDay", role.exports().perDay())
                .and("atOnce", role.exports().atOnce());
    }

    private static Set<Right> rights(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("rights").getArray())
                .map(Right::valueOf)
                .collect(Collectors.toSet());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
