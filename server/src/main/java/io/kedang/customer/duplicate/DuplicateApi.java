package io.kedang.customer.duplicate;

import io.kedang.access.Needs;
import io.kedang.access.Right;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

@RestController
class DuplicateApi {
    record Typed(
            @Nullable @Size(max = 40) String kind,
            @Nullable @Size(max = 500) String name,
            @Nullable @Size(max = 100) String creditCode,
            @Nullable @Size(max = 100) String mobile,
            @Nullable @Size(max = 100) String phone,
            @Nullable @Size(max = 400) String email) {}

    /// @param level `READABLE`: id, number and name are there; `ANNOUNCED`: only whom to ask
    record HitView(
            String level,
            Duplicates.Why why,
            @Nullable UUID id,
            @Nullable String fileNumber,
            @Nullable String name,
            @Nullable String department) {
        static HitView of(Duplicates.Hit hit) {
            return switch (hit) {
                case Duplicates.Hit.Readable(var id, var number, var name, var why) ->
                        new HitView("READABLE", why, id.value(), number, name, null);
                case Duplicates.Hit.Announced(var department, var why) ->
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
        return new Hits(
                duplicates
                        .find(
                                typed.name(),
                                typed.creditCode(),
                                Arrays.asList(typed.mobile(), typed.phone()))
                        .stream()
                        .map(HitView::of)
                        .toList());
    }
}
