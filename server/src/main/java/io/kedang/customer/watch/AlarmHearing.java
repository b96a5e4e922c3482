package io.kedang.customer.watch;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.live.Hearing;

import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/// Of alarms hears who may read the register, where they stand.
@Component
class AlarmHearing implements Hearing {
    static final String KIND = "alarm";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<UUID> audible(Collection<UUID> subjects) {
        return CurrentUser.get().may(Right.AUDIT_READ) ? Set.copyOf(subjects) : Set.of();
    }
}
