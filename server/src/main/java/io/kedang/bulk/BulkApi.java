package io.kedang.bulk;

import io.kedang.access.Directory;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.bulk.BulkStore.Named;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/bulk")
class BulkApi {
    private static final UUID FIRST = new UUID(0, 0);

    record OutcomeCount(RowOutcome outcome, int files) {}

    /// @param kept fields that taking back left; without any, the whole file
    record BulkRow(
            UUID file, String fileNumber, String name, RowOutcome outcome, List<String> kept) {}

    /// @param looked at so many files one by one; `complete` when these are all
    /// @param examples of files that would not change, with the reason
    record BulkPreview(
            int looked,
            boolean complete,
            int changed,
            List<OutcomeCount> skipped,
            List<BulkRow> examples) {}

    /// @param fields keys of the fields that it changes
    /// @param job the one that changes, or takes back
    record BulkView(
            UUID id,
            BulkAction action,
            List<String> fields,
            @Nullable String reason,
            String startedBy,
            Instant startedAt,
            BulkState state,
            int total,
            List<OutcomeCount> outcomes,
            @Nullable UUID job,
            Instant undoUntil,
            @Nullable Instant undoneAt) {}

    record BulkList(List<BulkView> items) {}

    record BulkRows(List<BulkRow> items, @Nullable UUID next) {}

    private final Bulks bulks;
    private final Directory directory;

    BulkApi(Bulks bulks, Directory directory) {
        this.bulks = bulks;
        this.directory = directory;
    }

    /// What would become of the files; changes nothing.
    @PostMapping("/preview")
    @Needs(Right.CUSTOMER_EDIT)
    BulkPreview preview(@Valid @RequestBody BulkBody body) {
        var preview = bulks.preview(body);
        var skipped =
                counts(preview.counts()).stream()
                        .filter(each -> each.outcome() != RowOutcome.CHANGED)
                        .toList();
        var examples =
                preview.examples().stream()
                        .filter(each -> preview.names().containsKey(each.file().value()))
                        .map(
                                each ->
                                        row(
                                                each.file().value(),
                                                Objects.requireNonNull(
                                                        preview.names().get(each.file().value())),
                                                RowOutcome.valueOf(each.outcome().name()),
                                                List.of()))
                        .toList();
        return new BulkPreview(
                preview.looked(),
                preview.complete(),
                preview.counts().getOrDefault(RowOutcome.CHANGED, 0),
                skipped,
                examples);
    }

    /// The client chooses the id, so that a change sent twice happens once. A job does it.
    @PutMapping("/{id}")
    @Needs(Right.CUSTOMER_EDIT)
    BulkView begin(@PathVariable UUID id, @Valid @RequestBody BulkBody body) {
        return view(bulks.begin(id, body));
    }

    /// The hundred newest of the caller; of everybody for who administers.
    @GetMapping
    @Needs(Right.CUSTOMER_EDIT)
    BulkList list() {
        return new BulkList(bulks.list().stream().map(this::view).toList());
    }

    @GetMapping("/{id}")
    @Needs(Right.CUSTOMER_EDIT)
    BulkView get(@PathVariable UUID id) {
        return view(bulks.get(id));
    }

    /// Its files that the caller finds, with what became of each.
    @GetMapping("/{id}/rows")
    @Needs(Right.CUSTOMER_EDIT)
    BulkRows rows(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable RowOutcome outcome,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var rows = bulks.rows(id, after == null ? FIRST : after, outcome, size + 1);
        var items =
                rows.stream()
                        .limit(size)
                        .map(each -> row(each.file(), each.named(), each.outcome(), each.kept()))
                        .toList();
        return new BulkRows(items, rows.size() > size ? items.getLast().file() : null);
    }

    /// Takes back what nobody touched since, within 30 days; a job does it.
    @PostMapping("/{id}/undo")
    @Needs(Right.CUSTOMER_EDIT)
    BulkView undo(@PathVariable UUID id) {
        return view(bulks.undo(id));
    }

    private BulkView view(Bulk bulk) {
        var change = bulk.change();
        return new BulkView(
                bulk.id(),
                change.action(),
                BulkWishes.fields(change),
                change.reason(),
                directory.findUser(bulk.startedBy()).map(User::displayName).orElse(""),
                bulk.startedAt(),
                bulk.state(),
                bulk.total(),
                counts(bulks.counts(bulk.id())),
                bulk.job(),
                bulk.undoUntil(),
                bulk.undoneAt());
    }

    private static List<OutcomeCount> counts(Map<RowOutcome, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> new OutcomeCount(each.getKey(), each.getValue()))
                .toList();
    }

    private static BulkRow row(UUID file, Named named, RowOutcome outcome, List<String> kept) {
        return new BulkRow(file, named.fileNumber(), named.name(), outcome, kept);
    }
}
