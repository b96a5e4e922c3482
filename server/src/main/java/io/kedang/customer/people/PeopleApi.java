package io.kedang.customer.people;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.CustomerId;
import io.kedang.customer.people.PersonView.PositionView;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.Reason;
import io.kedang.customer.record.Reveal;
import io.kedang.customer.record.Revealed;
import io.kedang.kernel.MergePatch;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.Version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// People, wherever they work.
@RestController
@RequestMapping("/api/v1/people")
class PeopleApi {
    private static final String REASON = "Kedang-Reason";

    record PersonPage(List<Map<String, @Nullable Object>> items, @Nullable String next) {}

    record PositionList(List<PositionView> items) {}

    record Leave(@Nullable UUID from, @Nullable LocalDate until) {}

    private final People people;
    private final Positions positions;
    private final PersonInput input;
    private final PersonView view;

    PeopleApi(People people, Positions positions, PersonInput input, PersonView view) {
        this.people = people;
        this.positions = positions;
        this.input = input;
        this.view = view;
    }

    /// By name. Each with one of his positions.
    @GetMapping
    @Needs(Right.CUSTOMER_READ)
    PersonPage list(
            @RequestParam(defaultValue = "") @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var page = people.page(q, after, size);
        return new PersonPage(page.items().stream().map(view::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    @Needs(Right.CUSTOMER_READ)
    ResponseEntity<Map<String, @Nullable Object>> get(@PathVariable UUID id) {
        return answer(people.get(new PersonId(id)));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> change(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @RequestHeader(name = REASON, required = false) @Nullable @Size(max = 500)
                    String reason,
            @RequestBody ObjectNode patch) {
        return answer(
                people.change(
                        new PersonId(id),
                        Version.parse(ifMatch),
                        input.readPerson(patch),
                        Origin.byHand(reason)));
    }

    @PostMapping("/{id}/reveal")
    @Needs(Right.CUSTOMER_REVEAL)
    Revealed reveal(@PathVariable UUID id, @Valid @RequestBody Reveal body) {
        return new Revealed(people.reveal(new PersonId(id), body.fields(), body.reason()));
    }

    @GetMapping("/{id}/positions")
    @Needs(Right.CUSTOMER_READ)
    PositionList positions(@PathVariable UUID id) {
        return new PositionList(positions.list(new PersonId(id)).stream().map(view::of).toList());
    }

    /// `{"to": customer, "title": …, "since": …}`; `from` where he holds several positions. The
    /// other members are those of a position.
    @PostMapping("/{id}/move")
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> move(
            @PathVariable UUID id,
            @RequestHeader(name = REASON, required = false) @Nullable @Size(max = 500)
                    String reason,
            @RequestBody ObjectNode body) {
        var from = customer(body, "from");
        var to = customer(body, "to");
        if (to == null) {
            throw new Refusal(PeopleProblem.TO_MISSING);
        }
        body.remove(List.of("from", "to"));
        var move = new Move(from, to, input.readPosition(body));
        return answer(positions.move(new PersonId(id), move, Origin.byHand(reason)));
    }

    @PostMapping("/{id}/leave")
    @Needs(Right.CUSTOMER_EDIT)
    ResponseEntity<Map<String, @Nullable Object>> leave(
            @PathVariable UUID id,
            @RequestHeader(name = REASON, required = false) @Nullable @Size(max = 500)
                    String reason,
            @RequestBody Leave body) {
        return answer(
                positions.leave(
                        new PersonId(id),
                        body.from() == null ? null : new CustomerId(body.from()),
                        body.until(),
                        Origin.byHand(reason)));
    }

    /// Moves a person to the recycle bin; nothing of him is deleted.
    @PostMapping("/{id}/void")
    @Needs(Right.CUSTOMER_VOID)
    ResponseEntity<Map<String, @Nullable Object>> voidPerson(
            @PathVariable UUID id, @Valid @RequestBody Reason body) {
        return answer(people.putInBin(new PersonId(id), body.reason()));
    }

    @PostMapping("/{id}/unvoid")
    @Needs(Right.CUSTOMER_VOID)
    ResponseEntity<Map<String, @Nullable Object>> takeBack(@PathVariable UUID id) {
        return answer(people.takeBack(new PersonId(id)));
    }

    private static @Nullable CustomerId customer(ObjectNode body, String member) {
        var text = body.path(member).asString("");
        try {
            return text.isEmpty() ? null : new CustomerId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new Refusal(PeopleProblem.TO_MISSING);
        }
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(Person person) {
        return ResponseEntity.ok()
                .eTag(Version.tag(person.version()))
                .body(view.of(person, positions.list(person.id())));
    }
}
