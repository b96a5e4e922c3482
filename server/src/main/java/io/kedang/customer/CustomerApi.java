package io.kedang.customer;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.duplicate.Duplicates;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.Reason;
import io.kedang.customer.record.Reveal;
import io.kedang.customer.record.Revealed;
import io.kedang.kernel.MergePatch;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.Version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/customers")
class CustomerApi {
    record Purpose(@NotBlank @Size(max = 500) String purpose) {}

    private final Customers customers;
    private final Reveals reveals;
    private final Consultations consultations;
    private final Duplicates duplicates;
    private final RecycleBin bin;
    private final CustomerInput input;
    private final CustomerView view;

    CustomerApi(
            Customers customers,
            Reveals reveals,
            Consultations consultations,
            Duplicates duplicates,
            RecycleBin bin,
            CustomerInput input,
            CustomerView view) {
        this.customers = customers;
        this.reveals = reveals;
        this.consultations = consultations;
        this.duplicates = duplicates;
        this.bin = bin;
        this.input = input;
        this.view = view;
    }

    /// The client chooses the id (UUIDv7), so that a creation sent twice opens one file.
    @PutMapping("/{id}")
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> create(
            @PathVariable UUID id,
            @RequestHeader(name = "Kedang-Reason", required = false) @Nullable @Size(max = 500)
                    String reason,
            @RequestBody ObjectNode body) {
        var kind = kind(body);
        var values = input.read(kind, body);
        try {
            var customer =
                    customers.create(new CustomerId(id), kind, values, Origin.byHand(reason));
            return answer(HttpStatus.CREATED, customer);
        } catch (Refusal refusal) {
            if (refusal.problem() == CustomerProblem.DUPLICATE) {
                duplicates.registerProbe(kind, values);
            }
            throw refusal;
        }
    }

    @GetMapping("/{id}")
    @Needs(Right.CUSTOMER_READ)
    ResponseEntity<Map<String, @Nullable Object>> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, customers.get(new CustomerId(id)));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> change(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @RequestHeader(name = "Kedang-Reason", required = false) @Nullable @Size(max = 500)
                    String reason,
            @RequestBody ObjectNode patch) {
        var changed =
                customers.change(
                        new CustomerId(id),
                        Version.parse(ifMatch),
                        kind -> input.read(kind, patch),
                        Origin.byHand(reason));
        return answer(HttpStatus.OK, changed);
    }

    @PostMapping("/{id}/reveal")
    @Needs(Right.CUSTOMER_REVEAL)
    Revealed reveal(@PathVariable UUID id, @Valid @RequestBody Reveal body) {
        return new Revealed(reveals.reveal(new CustomerId(id), body.fields(), body.reason()));
    }

    /// Says what for the caller opens a file, where a policy asks for it; it counts for eight
    /// hours.
    @PutMapping("/{id}/consultations/{consultation}")
    @Needs(Right.CUSTOMER_READ)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void consult(
            @PathVariable UUID id,
            @PathVariable UUID consultation,
            @Valid @RequestBody Purpose body) {
        consultations.begin(consultation, new CustomerId(id), body.purpose());
    }

    /// Moves a file to the recycle bin; nothing of it is deleted.
    @PostMapping("/{id}/void")
    @Needs(Right.CUSTOMER_VOID)
    ResponseEntity<Map<String, @Nullable Object>> voidFile(
            @PathVariable UUID id, @Valid @RequestBody Reason body) {
        return answer(HttpStatus.OK, bin.put(new CustomerId(id), body.reason()));
    }

    @PostMapping("/{id}/unvoid")
    @Needs(Right.CUSTOMER_VOID)
    ResponseEntity<Map<String, @Nullable Object>> takeBack(@PathVariable UUID id) {
        return answer(HttpStatus.OK, bin.takeBack(new CustomerId(id)));
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(
            HttpStatus status, Customer customer) {
        return ResponseEntity.status(status)
                .eTag(Version.tag(customer.version()))
                .body(view.of(customer));
    }

    private static CustomerKind kind(ObjectNode body) {
        var kind = body.path("kind").asString("");
        for (var known : CustomerKind.values()) {
            if (known.name().equals(kind)) {
                return known;
            }
        }
        throw new Refusal(CustomerProblem.KIND_MISSING, kind);
    }
}
