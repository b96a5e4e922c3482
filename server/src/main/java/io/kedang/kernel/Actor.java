package io.kedang.kernel;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// Who acts, and how he came in: bound for the length of a request, a job or a command, so that
/// revisions and audit entries name the same person. What he may do, access knows.
///
/// @param user null when nobody is signed in (a failed sign-in) or the system itself acts
/// @param name as it stood at that moment, empty for nobody; entries keep it when the user is gone
/// @param address network address of the caller, null inside the machine
/// @param trace id that also stands in the log and in problem documents of faults
public record Actor(
        @Nullable UUID user, String name, Channel channel, @Nullable String address, String trace) {
    public static final ScopedValue<Actor> CURRENT = ScopedValue.newInstance();

    /// The way in.
    public enum Channel {
        PAGE,
        API,
        IMPORT,
        COMMAND,
        SYSTEM
    }

    public static Actor current() {
        return CURRENT.orElse(new Actor(null, "", Channel.SYSTEM, null, "-"));
    }
}
