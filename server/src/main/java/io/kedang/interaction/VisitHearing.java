package io.kedang.interaction;

import io.kedang.customer.FileHearing;
import io.kedang.live.Hearing;

import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/// Who may hear of visits, which are told of under the id of the customer's file.
@Component
class VisitHearing implements Hearing {
    private final FileHearing files;

    VisitHearing(FileHearing files) {
        this.files = files;
    }

    @Override
    public String kind() {
        return "visit";
    }

    @Override
    public Set<UUID> audible(Collection<UUID> subjects) {
        return files.audible(subjects);
    }
}
