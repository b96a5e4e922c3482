package io.kedang.access;

import io.kedang.kernel.MergePatch;
import io.kedang.kernel.Version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
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
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/departments")
class DepartmentApi {
    record DepartmentBody(@NotNull @Size(max = 200) String name, @Nullable UUID parentId) {}

    record DepartmentView(UUID id, String name, @Nullable UUID parentId, int version) {
        static DepartmentView of(Department department) {
            return new DepartmentView(
                    department.id(),
                    department.name(),
                    department.parentId(),
                    department.version());
        }
    }

    record DepartmentList(List<DepartmentView> items) {}

    private final Departments departments;
    private final Directory directory;
    private final MergePatch mergePatch;

    DepartmentApi(Departments departments, Directory directory, MergePatch mergePatch) {
        this.departments = departments;
        this.directory = directory;
        this.mergePatch = mergePatch;
    }

    @GetMapping
    @Needs
    DepartmentList list() {
        return new DepartmentList(
                directory.listDepartments().stream()
                        .sorted(Comparator.comparing(Department::name))
                        .map(DepartmentView::of)
                        .toList());
    }

    @PutMapping("/{id}")
    @Needs(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.CREATED)
    DepartmentView create(@PathVariable UUID id, @Valid @RequestBody DepartmentBody body) {
        if (body.parentId() != null) {
            directory.getDepartment(body.parentId());
        }
        return DepartmentView.of(departments.create(id, body.name(), body.parentId()));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    @Needs(Right.ADMINISTER)
    DepartmentView change(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @RequestBody ObjectNode patch) {
        var known = directory.getDepartment(id);
        var changed =
                mergePatch.apply(
                        new DepartmentBody(known.name(), known.parentId()),
                        patch,
                        DepartmentBody.class);
        return DepartmentView.of(
                departments.change(id, changed.name(), changed.parentId(), Version.parse(ifMatch)));
    }

    @DeleteMapping("/{id}")
    @Needs(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable UUID id, @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch) {
        departments.close(id, Version.parse(ifMatch));
    }
}
