package io.kedang.customer.people;

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
@RequestMapping("/api/v1/people/{id}")
class PersonHistoryApi {
    private final PersonHistories histories;
    private final Positions positions;
    private final PersonView view;

    PersonHistoryApi(PersonHistories histories, Positions positions, PersonView view) {
        this.histories = histories;
        this.positions = positions;
        this.view = view;
    }

    @GetMapping("/revisions")
    @Needs(Right.CUSTOMER_READ)
    RevisionView.Page revisions(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "2147483647") @Min(1) int after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var past = histories.list(new PersonId(id), after, size);
        return RevisionView.Page.of(
                past.revisions().stream().map(revision -> view.of(revision, past.sight())).toList(),
                size);
    }

    /// The person as he stood after a revision, with his positions.
    @GetMapping("/revisions/{number}")
    @Needs(Right.CUSTOMER_READ)
    Map<String, @Nullable Object> asOf(@PathVariable UUID id, @PathVariable int number) {
        var then = histories.asOf(new PersonId(id), number);
        return view.of(then.person(), then.positions());
    }

    @PostMapping("/restore")
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> restore(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @RequestBody Restore body) {
        var person =
                histories.restore(
                        new PersonId(id), body.revision(), body.fields(), Version.parse(ifMatch));
        return ResponseEntity.ok()
                .eTag(Version.tag(person.version()))
                .body(view.of(person, positions.list(person.id())));
    }
}
