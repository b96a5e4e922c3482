package io.kedang.access;

import io.kedang.kernel.MergePatch;
import io.kedang.kernel.Version;
import io.kedang.kernel.text.Folding;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/users")
class UserApi {
    private static final int NAMES_OFFERED = 20;

    record NewUser(
            @NotNull @Size(max = 200) String username,
            @NotNull @Size(max = 200) String displayName,
            @Nullable @Size(max = 1000) String password,
            @Nullable UUID departmentId,
            @NotNull UUID roleId,
            @Nullable Scope scope) {}

    record UserView(
            UUID id,
            String username,
            String displayName,
            @Nullable UUID departmentId,
            UUID roleId,
            @Nullable Scope scope,
            boolean disabled,
            boolean secondFactor,
            int version) {
        static UserView of(User user) {
            return new UserView(
                    user.id(),
                    user.username(),
                    user.displayName(),
                    user.departmentId(),
                    user.roleId(),
                    user.scope(),
                    !user.active(),
                    user.secondFactor(),
                    user.version());
        }
    }

    /// What a patch may change; the user name stays.
    record Changeable(
            @NotNull @Size(max = 200) String displayName,
            @Nullable UUID departmentId,
            @NotNull UUID roleId,
            @Nullable Scope scope,
            boolean disabled) {}

    record NewPassword(@NotNull @Size(max = 1000) String password) {}

    record UserList(List<UserView> items) {}

    record UserName(UUID id, String displayName, @Nullable String department) {}

    private final Users users;
    private final Directory directory;
    private final MergePatch mergePatch;

    UserApi(Users users, Directory directory, MergePatch mergePatch) {
        this.users = users;
        this.directory = directory;
        this.mergePatch = mergePatch;
    }

    @GetMapping
    @Needs(Right.ADMINISTER)
    UserList list() {
        return new UserList(
                directory.listUsers().stream()
                        .sorted(Comparator.comparing(User::username))
                        .map(UserView::of)
                        .toList());
    }

    /// Names for pickers: open to everybody who is signed in, the first 20 that fit.
    @GetMapping("/names")
    @Needs
    List<UserName> names(@RequestParam(defaultValue = "") @Size(max = 100) String q) {
        var wanted = Folding.fold(q);
        return directory.listUsers().stream()
                .filter(User::active)
                .filter(
                        user ->
                                Folding.fold(user.displayName()).contains(wanted)
                                        || Folding.fold(user.username()).contains(wanted))
                .sorted(Comparator.comparing(User::displayName))
                .limit(NAMES_OFFERED)
                .map(
                        user ->
                                new UserName(
                                        user.id(),
                                        user.displayName(),
                                        user.departmentId() == null
                                                ? null
                                                : directory
                                                        .findDepartment(user.departmentId())
                                                        .map(Department::name)
                                                        .orElse(null)))
                .toList();
    }

    @PutMapping("/{id}")
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.CREATED)
    UserView create(@PathVariable UUID id, @Valid @RequestBody NewUser body) {
        return UserView.of(
                users.create(
                        id,
                        body.username(),
                        body.displayName(),
                        body.password(),
                        body.departmentId(),
                        body.roleId(),
                        body.scope()));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    @Needs(Right.ADMINISTER)
    @Confirmed
    ResponseEntity<UserView> change(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @RequestBody ObjectNode patch) {
        var known = directory.getUser(id);
        var changed =
                mergePatch.apply(
                        new Changeable(
                                known.displayName(),
                                known.departmentId(),
                                known.roleId(),
                                known.scope(),
                                !known.active()),
                        patch,
                        Changeable.class);
        var user =
                users.change(
                        new User(
                                id,
                                known.principal(),
                                known.username(),
                                changed.displayName(),
                                changed.departmentId(),
                                changed.roleId(),
                                changed.scope(),
                                changed.disabled() ? java.time.Instant.EPOCH : null,
                                known.secondFactor(),
                                known.version()),
                        Version.parse(ifMatch));
        return ResponseEntity.ok().eTag(Version.tag(user.version())).body(UserView.of(user));
    }

    @PutMapping("/{id}/password")
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(@PathVariable UUID id, @Valid @RequestBody NewPassword body) {
        users.setPassword(id, body.password());
    }
}
