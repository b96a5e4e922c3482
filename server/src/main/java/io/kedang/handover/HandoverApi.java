package io.kedang.handover;

import io.kedang.access.Confirmed;
import io.kedang.access.Directory;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.access.User;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/handovers")
class HandoverApi {
    record HandoverBody(
            @NotNull UUID from, @NotNull UUID to, @NotBlank @Size(max = 500) String reason) {}

    /// @param grade empty for files without a class
    record OwnedFiles(String grade, long files) {}

    record HandoverPreview(long files, List<OwnedFiles> byClass) {}

    record HandoverView(
            UUID id,
            UUID from,
            String fromName,
            UUID to,
            String toName,
            String reason,
            String startedBy,
            Instant startedAt,
            int files,
            @Nullable Instant undoneAt) {}

    record HandoverList(List<HandoverView> items) {}

    private final Handovers handovers;
    private final Directory directory;

    HandoverApi(Handovers handovers, Directory directory) {
        this.handovers = handovers;
        this.directory = directory;
    }

    /// How many files somebody owns, which would go over.
    @GetMapping("/preview")
    @Needs(Right.ADMINISTER)
    HandoverPreview preview(@RequestParam UUID from) {
        var counts = handovers.preview(from);
        return new HandoverPreview(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts.entrySet().stream()
                        .map(each -> new OwnedFiles(each.getKey(), each.getValue()))
                        .toList());
    }

    /// The client chooses the id, so that a handover sent twice happens once. A job does it.
    @PutMapping("/{id}")
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void begin(@PathVariable UUID id, @Valid @RequestBody HandoverBody body) {
        handovers.begin(id, body.from(), body.to(), body.reason());
    }

    /// The hundred newest.
    @GetMapping
    @Needs(Right.ADMINISTER)
    HandoverList list() {
        return new HandoverList(handovers.list().stream().map(this::view).toList());
    }

    /// Gives back what is still with whom it went to; a job does it.
    @PostMapping("/{id}/undo")
    @Needs(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@PathVariable UUID id) {
        handovers.undo(id);
    }

    private HandoverView view(Handover handover) {
        return new HandoverView(
                handover.id(),
                handover.fromUser(),
                name(handover.fromUser()),
                handover.toUser(),
                name(handover.toUser()),
                handover.reason(),
                name(handover.startedBy()),
                handover.startedAt(),
                handover.files(),
                handover.undoneAt());
    }

    private String name(UUID user) {
        return directory.findUser(user).map(User::displayName).orElse("");
    }
}
