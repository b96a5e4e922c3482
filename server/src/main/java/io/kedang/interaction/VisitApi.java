package io.kedang.interaction;

import io.kedang.access.CurrentUser;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.CustomerId;
import io.kedang.kernel.sql.DayPlace;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/customers/{customer}/visits")
class VisitApi {
    record VisitBody(
            @NotNull LocalDate visitedOn,
            @Nullable @Size(max = 200) String place,
            @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 100) String> peopleMet,
            @NotBlank @Size(max = 4000) String summary) {}

    record VisitPage(List<Visit> items, @Nullable String next) {
        /// A page of at most `size`; fewer are the last ones.
        static VisitPage of(List<Visit> page, int size) {
            var next =
                    page.size() < size
                            ? null
                            : new DayPlace(page.getLast().visitedOn(), page.getLast().id())
                                    .toString();
            return new VisitPage(page, next);
        }
    }

    private final Visits visits;

    VisitApi(Visits visits) {
        this.visits = visits;
    }

    /// The client chooses the id, so that a visit entered offline and sent twice is stored once.
    @PutMapping("/{visit}")
    @Needs(Right.CUSTOMER_EDIT)
    @ResponseStatus(HttpStatus.CREATED)
    Visit record(
            @PathVariable UUID customer,
            @PathVariable UUID visit,
            @Valid @RequestBody VisitBody body) {
        return visits.record(
                new Visit(
                        visit,
                        new CustomerId(customer),
                        body.visitedOn(),
                        body.place(),
                        body.peopleMet(),
                        body.summary(),
                        CurrentUser.get().id()));
    }

    @GetMapping
    @Needs(Right.CUSTOMER_READ)
    VisitPage list(
            @PathVariable UUID customer,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var page = visits.list(new CustomerId(customer), DayPlace.parse(after), size);
        return VisitPage.of(page, size);
    }
}
