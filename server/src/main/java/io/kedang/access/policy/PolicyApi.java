package io.kedang.access.policy;

import io.kedang.access.Confirmed;
import io.kedang.access.Needs;
import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.kernel.MergePatch;
import io.kedang.kernel.Version;
import io.kedang.kernel.condition.Condition;

import jakarta.validation.Valid;

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

import java.util.List;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/policies")
class PolicyApi {
    record PolicyView(
            UUID id,
            @Nullable String shipped,
            String name,
            boolean enabled,
            Policy.Effect effect,
            List<Action> actions,
            Level level,
            Policy.Relation relation,
            @Nullable Rank minRank,
            @Nullable List<UUID> roles,
            @Nullable Condition condition,
            List<Obligation> obligations,
            List<FieldClass> fields,
            @Nullable ReadingLimit limit,
            int version) {
        static PolicyView of(Policy policy) {
            return new PolicyView(
                    policy.id(),
                    policy.shipped(),
                    policy.name(),
                    policy.enabled(),
                    policy.effect(),
                    policy.actions().stream().sorted().toList(),
                    policy.level(),
                    policy.relation(),
                    policy.minRank(),
                    policy.roles() == null ? null : policy.roles().stream().sorted().toList(),
                    policy.condition(),
                    policy.obligations().stream().sorted().toList(),
                    policy.fields().stream().sorted().toList(),
                    policy.limit(),
                    policy.version());
        }
    }

    record PolicyList(List<PolicyView> items) {}

    private final Policies policies;
    private final MergePatch mergePatch;

    PolicyApi(Policies policies, MergePatch mergePatch) {
        this.policies = policies;
        this.mergePatch = mergePatch;
    }

    @GetMapping
    @Needs(Right.ADMINISTER)
    PolicyList list() {
        return new PolicyList(policies.list().stream().map(PolicyView::of).toList());
    }

    @PutMapping("/{id}")
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.CREATED)
    PolicyView create(@PathVariable UUID id, @Valid @RequestBody PolicyBody body) {
        return PolicyView.of(policies.create(body.policy(id, null, 1)));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    @Needs(Right.ADMINISTER)
    @Confirmed
    PolicyView change(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @RequestBody ObjectNode patch) {
        var known = policies.get(id);
        var changed = mergePatch.apply(PolicyBody.of(known), patch, PolicyBody.class);
        return PolicyView.of(
                policies.change(changed.policy(id, known.shipped(), Version.parse(ifMatch))));
    }

    @DeleteMapping("/{id}")
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch) {
        policies.remove(id, Version.parse(ifMatch));
    }
}
