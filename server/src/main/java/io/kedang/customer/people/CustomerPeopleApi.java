package io.kedang.customer.people;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.MergePatch;
import io.kedang.kernel.Version;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.UUID;

/// The people of one customer.
@RestController
@RequestMapping("/api/v1/customers/{id}/people")
class CustomerPeopleApi {
    private static final String REASON = "Kedang-Reason";

    private final People people;
    private final Positions positions;
    private final PersonInput input;
    private final PersonView view;

    CustomerPeopleApi(People people, Positions positions, PersonInput input, PersonView view) {
        this.people = people;
        this.positions = positions;
        this.input = input;
        this.view = view;
    }

    /// @param former also those who have left, behind the others
    @GetMapping
    @Needs(Right.CUSTOMER_READ)
    PersonView.ContactList list(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean former,
            @RequestParam(defaultValue = "200") @Min(1) @Max(1000) int size) {
        return view.list(people.list(new CustomerId(id), former, size + 1), size);
    }

    /// The client chooses the person's id (UUIDv7), so that an entry sent twice makes one person.
    @PutMapping("/{personId}")
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> create(
            @PathVariable UUID id, @PathVariable UUID personId, @RequestBody ObjectNode body) {
        var contact =
                positions.create(
                        new CustomerId(id),
                        new PersonId(personId),
                        input.read(body),
                        Origin.byHand(null));
        return answer(HttpStatus.CREATED, contact);
    }

    @PatchMapping(path = "/{personId}/position", consumes = MergePatch.MEDIA_TYPE)
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> changePosition(
            @PathVariable UUID id,
            @PathVariable UUID personId,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @RequestHeader(name = REASON, required = false) @Nullable @Size(max = 500)
                    String reason,
            @RequestBody ObjectNode patch) {
        var contact =
                positions.change(
                        new CustomerId(id),
                        new PersonId(personId),
                        Version.parse(ifMatch),
                        input.readPosition(patch),
                        Origin.byHand(reason));
        return answer(HttpStatus.OK, contact);
    }

    @PostMapping("/{personId}/make-main")
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> makeMain(
            @PathVariable UUID id, @PathVariable UUID personId) {
        var contact =
                positions.makeMain(new CustomerId(id), new PersonId(personId), Origin.byHand(null));
        return answer(HttpStatus.OK, contact);
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(
            HttpStatus status, Contact contact) {
        return ResponseEntity.status(status)
                .eTag(Version.tag(contact.person().version()))
                .body(view.of(contact));
    }
}
