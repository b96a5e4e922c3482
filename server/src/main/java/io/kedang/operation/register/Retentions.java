package io.kedang.operation.register;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.audit.AuditGroup;
import io.kedang.audit.retention.Retention;
import io.kedang.audit.retention.RetentionPolicy;
import io.kedang.audit.retention.RetentionPolicy.Hold;
import io.kedang.audit.retention.RetentionUpkeep;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The door to how long entries of the register are kept: who may read the register sees it, who
/// administers changes it.
@Service
public class Retentions {
    private final Retention retention;
    private final RetentionUpkeep upkeep;
    private final Clock clock;

    Retentions(Retention retention, RetentionUpkeep upkeep, Clock clock) {
        this.retention = retention;
        this.upkeep = upkeep;
        this.clock = clock;
    }

    public RetentionPolicy policy() {
        CurrentUser.get().need(Right.AUDIT_READ);
        return retention.policy();
    }

    /// What was removed last.
    public Optional<Retention.Removed> last() {
        CurrentUser.get().need(Right.AUDIT_READ);
        return retention.last();
    }

    /// What keeps the house from removing what is due.
    public Optional<String> trouble() {
        return upkeep.trouble();
    }

    /// The policy as the current user wishes it.
    ///
    /// @param months of some groups; the others stay as they are
    /// @param hold blank for none; one that stands with the same reason stays his who set it
    RetentionPolicy wished(
            Map<AuditGroup, Integer> months, @Nullable String hold, boolean archive, int version) {
        CurrentUser.get().need(Right.ADMINISTER);
        var known = retention.policy();
        var all = new EnumMap<AuditGroup, Integer>(known.months());
        all.putAll(months);
        return new RetentionPolicy(all, hold(hold, known.hold()), archive, version);
    }

    private @Nullable Hold hold(@Nullable String reason, @Nullable Hold known) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        if (known != null && known.reason().equals(reason.strip())) {
            return known;
        }
        var since = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Hold(reason.strip(), CurrentUser.get().displayName(), since);
    }

    public List<Retention.Outlook> outlook(RetentionPolicy policy) {
        CurrentUser.get().need(Right.ADMINISTER);
        return retention.outlook(policy);
    }

    public RetentionPolicy change(RetentionPolicy policy) {
        CurrentUser.get().need(Right.ADMINISTER);
        return retention.change(policy);
    }
}
