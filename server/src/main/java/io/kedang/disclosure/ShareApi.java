package io.kedang.disclosure;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.customer.CustomerId;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/customers/{customer}")
class ShareApi {
    record ShareBody(boolean mayEdit, @Nullable @Size(max = 500) String note) {}

    record FileShare(
            UUID grantee,
            String name,
            boolean department,
            boolean mayEdit,
            @Nullable String note,
            String sharedBy,
            Instant sharedAt) {}

    /// Somebody who reads the file until a time, on a request.
    record GrantView(
            UUID request, String name, String purpose, String approvedBy, Instant endsAt) {}

    record DisclosureView(List<FileShare> shares, List<GrantView> grants) {}

    private final Shares shares;
    private final Requests requests;
    private final Directory directory;

    ShareApi(Shares shares, Requests requests, Directory directory) {
        this.shares = shares;
        this.requests = requests;
        this.directory = directory;
    }

    /// To whom the file is open beside its owner and department.
    @GetMapping("/disclosure")
    @Needs(Right.CUSTOMER_READ)
    DisclosureView disclosure(@PathVariable UUID customer) {
        var id = new CustomerId(customer);
        return new DisclosureView(
                shares.of(id).stream().map(this::view).toList(),
                requests.running(id).stream().map(this::view).toList());
    }

    /// @param grantee the id of a user or of a department
    @PutMapping("/shares/{grantee}")
    @Needs(Right.SHARE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void share(
            @PathVariable UUID customer,
            @PathVariable UUID grantee,
            @Valid @RequestBody ShareBody body) {
        shares.share(new CustomerId(customer), grantee, body.mayEdit(), body.note());
    }

    @DeleteMapping("/shares/{grantee}")
    @Needs(Right.SHARE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID customer, @PathVariable UUID grantee) {
        shares.end(new CustomerId(customer), grantee);
    }

    private FileShare view(Share share) {
        return new FileShare(
                share.grantee(),
                share.department()
                        ? directory.findDepartment(share.grantee()).map(Department::name).orElse("")
                        : name(share.grantee()),
                share.department(),
                share.mayEdit(),
                share.note(),
                name(share.sharedBy()),
                share.sharedAt());
    }

    private GrantView view(AccessRequest request) {
        return new GrantView(
                request.id(),
                name(request.requestedBy()),
                request.purpose(),
                request.decidedBy() == null ? "" : name(request.decidedBy()),
                Objects.requireNonNull(request.endsAt()));
    }

    private String name(UUID user) {
        return directory.findUser(user).map(User::displayName).orElse("");
    }
}
