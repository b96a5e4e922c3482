package io.kedang.customer;

import io.kedang.customer.timeline.TimelineEntry;
import io.kedang.customer.timeline.TimelineKind;
import io.kedang.customer.timeline.TimelineSource;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.ListProblem;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;

/// The revisions of a file in its timeline.
@Component
class FileTimeline implements TimelineSource {
    private final Histories histories;
    private final CustomerView view;

    FileTimeline(Histories histories, CustomerView view) {
        this.histories = histories;
        this.view = view;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public TimelineKind kind() {
        return TimelineKind.FILE;
    }

    @Override
    public List<Placed> behind(CustomerId file, @Nullable String place, int size) {
        return histories.ofOpened(file, number(place), size).stream()
                .map(view::of)
                .map(
                        revision ->
                                new Placed(
                                        TimelineEntry.changed(kind(), file.value(), null, revision),
                                        String.valueOf(revision.number())))
                .toList();
    }

    private static int number(@Nullable String place) {
        try {
            return place == null ? Integer.MAX_VALUE : Integer.parseInt(place);
        } catch (NumberFormatException e) {
            throw new Refusal(ListProblem.BAD_CURSOR);
        }
    }
}
