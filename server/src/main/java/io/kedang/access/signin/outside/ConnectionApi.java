package io.kedang.access.signin.outside;

import io.kedang.access.Confirmed;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.kernel.MergePatch;
import io.kedang.kernel.Version;

import jakarta.validation.Valid;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
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

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Administrators connect the company's own accounts, in person.
@RestController
@RequestMapping("/api/v1/sign-in-connections")
class ConnectionApi {
    /// @param hasSecret whether there is one; it is never shown
    record ConnectionView(
            UUID id,
            String name,
            Kind kind,
            boolean enabled,
            Settings settings,
            Admission admission,
            boolean hasSecret,
            int version) {
        static ConnectionView of(Connection connection) {
            return new ConnectionView(
                    connection.id(),
                    connection.name(),
                    connection.kind(),
                    connection.enabled(),
                    connection.settings(),
                    connection.admission(),
                    connection.secret() != null,
                    connection.version());
        }
    }

    record ConnectionList(List<ConnectionView> items) {}

    /// @param text what was tried and how it went, in words
    record TrialLine(boolean ok, String text) {}

    record Trial(boolean ok, List<TrialLine> steps) {}

    record OutsideAccounts(List<AccountStore.Account> items) {}

    private final Connections connections;
    private final Ways ways;
    private final MergePatch mergePatch;
    private final MessageSource messages;

    ConnectionApi(
            Connections connections, Ways ways, MergePatch mergePatch, MessageSource messages) {
        this.connections = connections;
        this.ways = ways;
        this.mergePatch = mergePatch;
        this.messages = messages;
    }

    @GetMapping
    @Needs(Right.ADMINISTER)
    ConnectionList list() {
        return new ConnectionList(connections.list().stream().map(ConnectionView::of).toList());
    }

    @PutMapping("/{id}")
    @Needs(Right.ADMINISTER)
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.CREATED)
    ConnectionView create(@PathVariable UUID id, @Valid @RequestBody ConnectionBody body) {
        return ConnectionView.of(connections.create(body.connection(id, 1), body.secret()));
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    @Needs(Right.ADMINISTER)
    @InPerson
    @Confirmed
    ConnectionView change(
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @RequestBody ObjectNode patch) {
        var known = ConnectionBody.of(connections.get(id));
        var changed = mergePatch.apply(known, patch, ConnectionBody.class);
        var wanted = changed.connection(id, Version.parse(ifMatch));
        return ConnectionView.of(connections.change(wanted, changed.secret()));
    }

    @DeleteMapping("/{id}")
    @Needs(Right.ADMINISTER)
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch) {
        connections.remove(id, Version.parse(ifMatch));
    }

    /// Tries everything that a sign-in needs but the person, and says what fails.
    @PostMapping("/{id}/test")
    @Needs(Right.ADMINISTER)
    @InPerson
    @Confirmed
    Trial test(@PathVariable UUID id, Locale locale) {
        var connection = connections.get(id);
        var steps = ways.of(connection.kind()).test(connection);
        return new Trial(
                steps.stream().allMatch(TrialStep::ok),
                steps.stream().map(step -> new TrialLine(step.ok(), text(step, locale))).toList());
    }

    private String text(TrialStep step, Locale locale) {
        return messages.getMessage(
                "outside.trial." + step.code(), step.arguments().toArray(), locale);
    }

    /// Who came in through it, the 1,000 that came last.
    @GetMapping("/{id}/accounts")
    @Needs(Right.ADMINISTER)
    OutsideAccounts accounts(@PathVariable UUID id) {
        return new OutsideAccounts(connections.accounts(id));
    }

    @DeleteMapping("/{id}/accounts/{user}")
    @Needs(Right.ADMINISTER)
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable UUID id, @PathVariable UUID user) {
        connections.unlink(id, user);
    }
}
