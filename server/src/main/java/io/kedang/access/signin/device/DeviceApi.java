package io.kedang.access.signin.device;

import io.kedang.access.AccessProblem;
import io.kedang.access.Confirmed;
import io.kedang.access.CurrentUser;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.signin.Session;
import io.kedang.access.signin.Sessions;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Everybody's own devices.
@RestController
@RequestMapping("/api/v1/devices")
class DeviceApi {
    /// @param current whether this request comes from it
    /// @param news whether its user has not said yet that it is his
    record DeviceView(
            UUID id,
            Instant firstSeenAt,
            Instant lastSeenAt,
            @Nullable String address,
            @Nullable String agent,
            boolean current,
            boolean news) {}

    private final Devices devices;
    private final Sessions sessions;
    private final Audit audit;
    private final TransactionTemplate transaction;

    DeviceApi(Devices devices, Sessions sessions, Audit audit, TransactionTemplate transaction) {
        this.devices = devices;
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping
    @Needs(beforeSecondFactor = true)
    List<DeviceView> list() {
        var here = here();
        return devices.list(CurrentUser.get().id()).stream()
                .map(
                        each ->
                                new DeviceView(
                                        each.id(),
                                        each.firstSeenAt(),
                                        each.lastSeenAt(),
                                        each.address(),
                                        each.agent(),
                                        each.id().equals(here),
                                        devices.isNews(each)))
                .toList();
    }

    /// 'That was I.' A device does not say it of itself: whoever has stolen a password would.
    @PutMapping("/{id}/known")
    @Needs(beforeSecondFactor = true)
    @InPerson
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tell(@PathVariable UUID id) {
        if (id.equals(here())) {
            throw new Refusal(AccessProblem.DEVICE_OWN);
        }
        if (!devices.tell(id, CurrentUser.get().id())) {
            throw new Refusal(AccessProblem.DEVICE_UNKNOWN);
        }
    }

    /// Ends what is signed in there, too.
    @DeleteMapping("/{id}")
    @Needs(beforeSecondFactor = true)
    @InPerson
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable UUID id) {
        var user = CurrentUser.get().id();
        transaction.executeWithoutResult(
                status -> {
                    if (!devices.forget(id, user)) {
                        throw new Refusal(AccessProblem.DEVICE_UNKNOWN);
                    }
                    audit.record(AuditEntry.of(AuditAction.DEVICE_FORGOTTEN, "user", user));
                    sessions.endOn(user, id);
                });
    }

    private static @Nullable UUID here() {
        return Session.current().map(Session::deviceId).orElse(null);
    }
}
