package io.kedang.matrix;

import io.kedang.matrix.Http.Request;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What an answer shows that it may not show.
final class Leaks {
    private final World world;

    Leaks(World world) {
        this.world = world;
    }

    /// @param revealed the file whose sealed values were asked for; none for none
    /// @param tells fields that the answer may name of every file
    List<Canary> in(
            Answer answer,
            Request request,
            Principal who,
            List<GuardedFile> revealed,
            Set<String> tells) {
        var said = request.text().toLowerCase(Locale.ROOT);
        return world.canaries().in(answer.text()).stream()
                .filter(canary -> !said.contains(canary.value().toLowerCase(Locale.ROOT)))
                .filter(canary -> !tells.contains(canary.field()))
                .filter(canary -> !mayShow(canary, who, revealed))
                .toList();
    }

    List<Canary> in(Answer answer, Request request, Principal who) {
        return in(answer, request, who, List.of(), Set.of());
    }

    /// Of what somebody heard without asking.
    List<Canary> of(String text, Principal who) {
        return world.canaries().in(text).stream()
                .filter(canary -> !mayShow(canary, who, List.of()))
                .toList();
    }

    private boolean mayShow(Canary canary, Principal who, List<GuardedFile> revealed) {
        var file = world.file(canary.file());
        return world.rules().mayRead(who, file) && (!canary.sealed() || revealed.contains(file));
    }
}
