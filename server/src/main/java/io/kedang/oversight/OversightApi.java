package io.kedang.oversight;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.access.policy.PolicyBody;
import io.kedang.customer.CustomerId;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

@RestController
@RequestMapping("/api/v1")
class OversightApi {
    private final Explanations explanations;
    private final PolicyEffects effects;

    OversightApi(Explanations explanations, PolicyEffects effects) {
        this.explanations = explanations;
        this.effects = effects;
    }

    /// Why the caller may do what with this file; for administrators also why somebody else may.
    @GetMapping("/customers/{id}/access")
    @Needs(Right.CUSTOMER_READ)
    Explanations.AccessExplanation access(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID user) {
        var file = new CustomerId(id);
        return user == null ? explanations.explain(file) : explanations.explain(file, user);
    }

    /// Who would gain and lose what, if the policy with this id were like this. Changes nothing.
    @PostMapping("/policies/{id}/preview")
    @Needs(Right.ADMINISTER)
    PolicyEffects.PolicyPreview preview(
            @PathVariable UUID id, @Valid @RequestBody PolicyBody body) {
        return effects.of(body.policy(id, null, 1));
    }
}
