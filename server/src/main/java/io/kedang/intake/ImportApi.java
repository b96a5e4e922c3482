package io.kedang.intake;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.intake.ImportView.ItemPage;
import io.kedang.intake.ImportView.RowPage;
import io.kedang.intake.ImportView.RowView;
import io.kedang.intake.kind.OnDuplicate;
import io.kedang.intake.kind.Outcome;
import io.kedang.intake.table.TableOptions;
import io.kedang.job.Job;
import io.kedang.job.JobState;
import io.kedang.kernel.Refusal;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/imports")
class ImportApi {
    private static final String WORKBOOK =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// @param decision what to do with the row; null to decide later
    /// @param cells texts by column name
    record RowFix(
            @Nullable OnDuplicate decision,
            @Nullable @Size(max = 1000) Map<String, @NotNull String> cells) {}

    record StartedJob(UUID job, String kind, JobState state) {}

    private final Imports imports;
    private final ImportViews views;
    private final ErrorWorkbook workbook;

    ImportApi(Imports imports, ImportViews views, ErrorWorkbook workbook) {
        this.imports = imports;
        this.views = views;
        this.workbook = workbook;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Right.IMPORT)
    ImportView bring(
            @RequestParam MultipartFile file, @RequestParam(required = false) @Nullable String kind)
            throws IOException {
        if (file.isEmpty()) {
            throw new Refusal(ImportProblem.FILE_MISSING);
        }
        try (var content = file.getInputStream()) {
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            return views.of(imports.bring(name, content, kind, TableOptions.DETECT));
        }
    }

    @GetMapping
    @Needs(Right.IMPORT)
    ItemPage list(
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var items =
                imports.list(after == null ? null : new ImportId(after), size).stream()
                        .map(views::item)
                        .toList();
        return new ItemPage(items, items.size() < size ? null : items.getLast().id());
    }

    @GetMapping("/{id}")
    @Needs(Right.IMPORT)
    ImportView get(@PathVariable UUID id) {
        return views.of(imports.worked(new ImportId(id)));
    }

    @PatchMapping("/{id}")
    @Needs(Right.IMPORT)
    ImportView change(@PathVariable UUID id, @RequestBody PlanChange change) {
        return views.of(imports.change(new ImportId(id), change));
    }

    @PostMapping("/{id}/check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs(Right.IMPORT)
    StartedJob check(@PathVariable UUID id) {
        return started(imports.check(new ImportId(id)));
    }

    @PostMapping("/{id}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs({Right.IMPORT, Right.CUSTOMER_EDIT})
    StartedJob run(@PathVariable UUID id) {
        return started(imports.run(new ImportId(id)));
    }

    @PostMapping("/{id}/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs({Right.IMPORT, Right.CUSTOMER_EDIT})
    StartedJob undo(@PathVariable UUID id) {
        return started(imports.undo(new ImportId(id)));
    }

    private static StartedJob started(Job job) {
        return new StartedJob(job.id().value(), job.kind(), job.state());
    }

    @GetMapping("/{id}/rows")
    @Needs(Right.IMPORT)
    RowPage rows(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<Outcome> outcome,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size,
            Locale locale) {
        var wanted = imports.get(new ImportId(id));
        var items =
                imports.rows(wanted, outcome, after, size).stream()
                        .map(row -> views.row(row, locale))
                        .toList();
        return new RowPage(items, items.size() < size ? null : items.getLast().row());
    }

    @PutMapping("/{id}/rows/{row}")
    @Needs(Right.IMPORT)
    RowView fix(
            @PathVariable UUID id,
            @PathVariable long row,
            @Valid @RequestBody RowFix body,
            Locale locale) {
        var wanted = imports.get(new ImportId(id));
        var names = wanted.plan().columns().stream().map(column -> column.name()).toList();
        var cells = new HashMap<Integer, String>();
        Objects.requireNonNullElse(body.cells(), Map.<String, String>of())
                .forEach(
                        (name, text) -> {
                            int column = names.indexOf(name);
                            if (column < 0) {
                                throw new Refusal(ImportProblem.COLUMN_UNKNOWN, name);
                            }
                            cells.put(column, text);
                        });
        return views.row(imports.fix(wanted.id(), row, body.decision(), cells), locale);
    }

    @GetMapping("/{id}/errors.xlsx")
    @Needs(Right.IMPORT)
    void errors(@PathVariable UUID id, Locale locale, HttpServletResponse response)
            throws IOException {
        var wanted = imports.get(new ImportId(id));
        response.setContentType(WORKBOOK);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                wanted.fileName().replaceAll("\\.[^.]*$", "") + "-errors.xlsx",
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
        workbook.write(wanted, locale, response.getOutputStream());
    }
}
