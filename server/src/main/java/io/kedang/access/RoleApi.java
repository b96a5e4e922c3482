package io.kedang.access;

import io.kedang.kernel.MergePatch;
import io.kedang.kernel.Version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/roles")
class RoleApi {
    record NewRole(
            @Nullable @Size(max = 100) String code,
            @NotNull @Size(max = 200) String name,
            @NotNull Rank rank,
            @NotNull Scope scope,
            @NotNull Set<Right> rights,
            @Nullable Boolean needsSecondFactor,
            @Nullable @Valid ExportLimits exports) {
        ExportLimits limits() {
            return exports == null ? ExportLimits.of(rank) : exports;
        }
    }

    record Changeable(
            @NotNull @Size(max = 200) String name,
            @NotNull Rank rank,
            @NotNull Scope scope,
            @NotNull Set<Right> rights,
            boolean needsSecondFactor,
            @NotNull @Valid ExportLimits exports) {}

    record RoleView(
            UUID id,
            String code,
            String name,
            Rank rank,
            Scope scope,
            List<Right> rights,
            boolean needsSecondFactor,
            ExportLimits exports,
            int version) {
        static RoleView of(Role role) {
            return new RoleView(
                    role.id(),
                    role.code(),
                    role.name(),
                    role.rank(),
                    role.scope(),
                    role.rights().stream().sorted().toList(),
                    role.needsSecondFactor(),
                    role.exports(),
                    role.version());
        }
    }

    record RoleList(List<RoleView> items) {}

    private final Roles roles;
    private final Directory directory;
    private final MergePatch mergePatch;

    RoleApi(Roles roles, Directory directory, MergePatch mergePatch) {
        this.roles = roles;
        this.directory = directory;
        this.mergePatch = mergePatch;
    }

    @GetMapping
    @Needs(Right.ADMINISTER)
    RoleList list() {
        return new RoleList(
                directory.listRoles().stream()
                        .sorted(Comparator.comparing(Role::rank).thenComparing(Role::code))
                        .map(RoleView::of)
                        .toList());
    }

    @PutMapping("/{id}")
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.CREATED)
    RoleView create(@PathVariable UUID id, @Valid @RequestBody NewRole body) {
        var code = body.code() == null ? "role-" + id : body.code();
        return RoleView.of(
                roles.create(
                        new Role(
                                id,
                                code,
                                body.name().strip(),
                                body.rank(),
                                body.scope(),
                                body.rights(),
                                Boolean.TRUE.equals(body.needsSecondFactor()),
                                body.limits(),
                                1)));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    @Needs(Right.ADMINISTER)
    @Confirmed
    RoleView change(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @RequestBody ObjectNode patch) {
        var known = directory.getRole(id);
        var changed =
                mergePatch.apply(
                        new Changeable(
                                known.name(),
                                known.rank(),
                                known.scope(),
                                known.rights(),
                                known.needsSecondFactor(),
                                known.exports()),
                        patch,
                        Changeable.class);
        return RoleView.of(
                roles.change(
                        new Role(
                                id,
                                known.code(),
                                changed.name(),
                                changed.rank(),
                                changed.scope(),
                                changed.rights(),
                                changed.needsSecondFactor(),
                                changed.exports(),
                                known.version()),
                        Version.parse(ifMatch)));
    }
}
