package io.kedang.customer.duplicate;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.TwinBasis;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.UUID;

@RestController
class DuplicateApi {
    /// @param level `READABLE`: id, number and name are there; `ANNOUNCED`: only whom to ask
    record HitView(
            String level,
            TwinBasis why,
            @Nullable UUID id,
            @Nullable String fileNumber,
            @Nullable String name,
            @Nullable String department) {
        static HitView of(Duplicates.Hit hit) {
            return switch (hit) {
                case Duplicates.Hit.Readable(var id, var number, var name, var why) ->
                        new HitView("READABLE", why, id.value(), number, name, null);
                case Duplicates.Hit.Announced(_, var department, var why) ->
                        new HitView("ANNOUNCED", why, null, null, null, department);
            };
        }
    }

    record Hits(List<HitView> hits) {}

    private final Duplicates duplicates;

    DuplicateApi(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    @PostMapping("/api/v1/customers/duplicates")
    @Needs(Right.CUSTOMER_READ)
    Hits find(@Valid @RequestBody Typed typed) {
        return new Hits(duplicates.find(typed).stream().map(HitView::of).toList());
    }
}
