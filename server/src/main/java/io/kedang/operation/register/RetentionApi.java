package io.kedang.operation.register;

import io.kedang.access.Confirmed;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.audit.AuditGroup;
import io.kedang.audit.retention.Retention;
import io.kedang.audit.retention.RetentionPolicy;
import io.kedang.kernel.Version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// How long entries of the register are kept.
@RestController
@RequestMapping("/api/v1/audit/retention")
class RetentionApi {
    /// @param months by group; what is not named stays as it is
    /// @param hold why nothing may be removed for the time being; without it, what is due goes
    /// @param archive whether what goes is written to a file before
    record RetentionBody(
            @NotNull
                    Map<
                                    AuditGroup,
                                    @NotNull @Min(RetentionPolicy.FEWEST_MONTHS)
                                    @Max(RetentionPolicy.MOST_MONTHS) Integer>
                            months,
            @Nullable @Size(max = 500) String hold,
            boolean archive) {}

    record RetentionHold(String reason, String by, Instant since) {}

    /// A stretch of seals that lost entries.
    record LastRemoval(Instant at, long entries, long firstSeal, long lastSeal) {}

    /// @param fewest months below which the law lets nobody go
    /// @param last null as long as nothing was removed
    /// @param trouble what kept the house from removing what is due
    record RetentionView(
            Map<AuditGroup, Integer> months,
            @Nullable RetentionHold hold,
            boolean archive,
            int fewest,
            int most,
            @Nullable LastRemoval last,
            @Nullable String trouble,
            int version) {}

    /// @param due entries that would go within the hour
    /// @param oldest moment of the oldest of those
    /// @param next when the next one would be due
    record GroupOutlook(
            AuditGroup group,
            int months,
            long due,
            @Nullable Instant oldest,
            @Nullable Instant next) {}

    record RetentionOutlook(boolean held, List<GroupOutlook> groups) {}

    private final Retentions retentions;

    RetentionApi(Retentions retentions) {
        this.retentions = retentions;
    }

    @GetMapping
    @Needs(Right.AUDIT_READ)
    ResponseEntity<RetentionView> get() {
        return answer(retentions.policy());
    }

    /// What would be removed under this policy, and when. Changes nothing.
    @PostMapping("/preview")
    @Needs(Right.ADMINISTER)
    RetentionOutlook preview(@Valid @RequestBody RetentionBody body) {
        var policy = retentions.wished(body.months(), body.hold(), body.archive(), 0);
        return new RetentionOutlook(
                policy.hold() != null,
                retentions.outlook(policy).stream().map(RetentionApi::view).toList());
    }

    /// What is due then goes within an hour.
    @PutMapping
    @Needs(Right.ADMINISTER)
    @Confirmed
    ResponseEntity<RetentionView> change(
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @RequestBody RetentionBody body) {
        int version = Version.parse(ifMatch);
        return answer(
                retentions.change(
                        retentions.wished(body.months(), body.hold(), body.archive(), version)));
    }

    private ResponseEntity<RetentionView> answer(RetentionPolicy policy) {
        var hold = policy.hold();
        var view =
                new RetentionView(
                        policy.months(),
                        hold == null
                                ? null
                                : new RetentionHold(hold.reason(), hold.by(), hold.since()),
                        policy.archive(),
                        RetentionPolicy.FEWEST_MONTHS,
                        RetentionPolicy.MOST_MONTHS,
                        retentions.last().map(RetentionApi::view).orElse(null),
                        retentions.trouble().orElse(null),
                        policy.version());
        return ResponseEntity.ok().eTag(Version.tag(policy.version())).body(view);
    }

    private static LastRemoval view(Retention.Removed last) {
        return new LastRemoval(last.at(), last.entries(), last.firstSeal(), last.lastSeal());
    }

    private static GroupOutlook view(Retention.Outlook outlook) {
        return new GroupOutlook(
                outlook.group(), outlook.months(), outlook.due(), outlook.oldest(), outlook.next());
    }
}
