package io.kedang.intake;

import io.kedang.intake.ImportView.CellError;
import io.kedang.intake.ImportView.Column;
import io.kedang.intake.ImportView.Item;
import io.kedang.intake.ImportView.KeptRecord;
import io.kedang.intake.ImportView.RowView;
import io.kedang.intake.ImportView.RunningJob;
import io.kedang.intake.ImportView.TwinView;
import io.kedang.intake.ImportView.UnknownOption;
import io.kedang.intake.Imports.SeenRow;
import io.kedang.intake.kind.ImportKind.Shown;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Shapes imports and their rows for their owner.
@Component
class ImportViews {
    private static final int SAMPLES = 5;

    private final Imports imports;
    private final Spool spool;
    private final ImportTexts texts;
    private final Clock clock;

    ImportViews(Imports imports, Spool spool, ImportTexts texts, Clock clock) {
        this.imports = imports;
        this.spool = spool;
        this.texts = texts;
        this.clock = clock;
    }

    ImportView of(Import wanted) {
        return of(new Imports.Worked(wanted, imports.findJob(wanted)));
    }

    ImportView of(Imports.Worked worked) {
        var wanted = worked.wanted();
        var plan = wanted.plan();
        long rows = wanted.counts().rows();
        return new ImportView(
                wanted.id().value(),
                wanted.fileName(),
                wanted.bytes(),
                plan.kind(),
                wanted.state(),
                worked.job()
                        .map(
                                job ->
                                        new RunningJob(
                                                job.id().value(),
                                                job.kind(),
                                                job.state(),
                                                job.done(),
                                                job.total()))
                        .orElse(null),
                wanted.shape(),
                columns(wanted),
                plan.onDuplicate(),
                plan.options(),
                plan.settings(),
                rows == 0 ? null : rows,
                wanted.counts(),
                unknown(wanted),
                conflicts(wanted),
                undoable(wanted),
                spool.has(wanted.id()),
                wanted.createdAt(),
                wanted.endedAt(),
                wanted.expiresAt(),
                wanted.version());
    }

    private List<Column> columns(Import wanted) {
        var samples =
                wanted.clearedAt() == null ? imports.samples(wanted) : List.<List<String>>of();
        var headings = wanted.shape().heading();
        var columns = new ArrayList<Column>();
        for (int column = 0; column < wanted.plan().columns().size(); column++) {
            int at = column;
            columns.add(
                    Column.of(
                            wanted.plan().columns().get(column),
                            column < headings.size() ? headings.get(column) : "",
                            samples.stream()
                                    .map(cells -> at < cells.size() ? cells.get(at) : "")
                                    .filter(cell -> !cell.isBlank())
                                    .limit(SAMPLES)
                                    .toList()));
        }
        return columns;
    }

    private static List<UnknownOption> unknown(Import wanted) {
        var unknown = new ArrayList<UnknownOption>();
        wanted.unknown()
                .forEach(
                        (field, values) -> {
                            var decisions = wanted.plan().options().getOrDefault(field, Map.of());
                            values.forEach(
                                    (value, rows) ->
                                            unknown.add(
                                                    new UnknownOption(
                                                            field,
                                                            value,
                                                            rows,
                                                            decisions.get(value))));
                        });
        return unknown;
    }

    private List<KeptRecord> conflicts(Import wanted) {
        var names = imports.show(wanted);
        return wanted.conflicts().stream()
                .map(
                        conflict ->
                                new KeptRecord(
                                        conflict.record(),
                                        names.getOrDefault(conflict.record(), new Shown("", ""))
                                                .name(),
                                        conflict.fields()))
                .toList();
    }

    private boolean undoable(Import wanted) {
        return wanted.state().hasWritten()
                && wanted.counts().written() > 0
                && wanted.clearedAt() == null
                && clock.instant().isBefore(wanted.expiresAt());
    }

    Item item(Import wanted) {
        return new Item(
                wanted.id().value(),
                wanted.fileName(),
                wanted.plan().kind(),
                wanted.state(),
                wanted.counts(),
                wanted.createdAt(),
                wanted.endedAt(),
                undoable(wanted),
                wanted.version());
    }

    RowView row(SeenRow row, Locale locale) {
        var result = row.result();
        return new RowView(
                result.row(),
                result.line(),
                result.outcome(),
                row.cells(),
                result.problems().stream()
                        .map(
                                problem ->
                                        new CellError(
                                                problem.column(),
                                                problem.field(),
                                                problem.code(),
                                                texts.problem(problem, locale)))
                        .toList(),
                result.basis() == null ? null : twin(row, locale),
                row.decision(),
                result.record());
    }

    private TwinView twin(SeenRow row, Locale locale) {
        var result = row.result();
        var shown = row.twin();
        boolean visible = shown != null && !shown.name().isEmpty();
        return new TwinView(
                String.valueOf(result.basis()),
                visible ? result.twin() : null,
                visible ? name(shown) : null,
                shown == null || visible ? null : shown.department(),
                result.twinRow(),
                texts.twin(row, locale));
    }

    private static @Nullable String name(@Nullable Shown shown) {
        return shown == null ? null : shown.name();
    }
}
