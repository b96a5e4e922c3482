package io.kedang.customer.timeline;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.CustomerId;
import io.kedang.customer.timeline.Timelines.TimelinePage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

@RestController
@RequestMapping("/api/v1/customers/{id}/timeline")
class TimelineApi {
    private final Timelines timelines;

    TimelineApi(Timelines timelines) {
        this.timelines = timelines;
    }

    /// Everything that happened to a customer, newest first: changes of the file and of its people,
    /// orders and their changes, visits.
    @GetMapping
    @Needs(Right.CUSTOMER_READ)
    TimelinePage page(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable TimelineKind only,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return timelines.page(new CustomerId(id), only, after, size);
    }
}
