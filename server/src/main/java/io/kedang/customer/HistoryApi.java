package io.kedang.customer;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.record.Restore;
import io.kedang.customer.record.RevisionView;
import io.kedang.kernel.Version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/customers/{id}")
class HistoryApi {
    private final Histories histories;
    private final CustomerView view;

    HistoryApi(Histories histories, CustomerView view) {
        this.histories = histories;
        this.view = view;
    }

    @GetMapping("/revisions")
    @Needs(Right.CUSTOMER_READ)
    RevisionView.Page list(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "2147483647") @Min(1) int after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var past = histories.list(new CustomerId(id), after, size);
        return view.page(past.revisions(), past.sight(), size);
    }

    @GetMapping("/revisions/{number}")
    @Needs(Right.CUSTOMER_READ)
    Map<String, @Nullable Object> asOf(@PathVariable UUID id, @PathVariable int number) {
        return view.of(histories.asOf(new CustomerId(id), number));
    }

    @GetMapping("/fields/{field}/history")
    @Needs(Right.CUSTOMER_READ)
    RevisionView.Page ofField(@PathVariable UUID id, @PathVariable String field) {
        var past = histories.listOfField(new CustomerId(id), field);
        var items =
                past.revisions().stream()
                        .map(revision -> view.of(revision.only(field), past.sight()))
                        .toList();
        return new RevisionView.Page(items, null);
    }

    @PostMapping("/restore")
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> restore(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @RequestBody Restore body) {
        var customer =
                histories.restore(
                        new CustomerId(id), body.revision(), body.fields(), Version.parse(ifMatch));
        return ResponseEntity.ok().eTag(Version.tag(customer.version())).body(view.of(customer));
    }
}
