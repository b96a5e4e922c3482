package io.kedang.job;

import io.kedang.access.Right;
import io.kedang.kernel.Actor;

import org.jspecify.annotations.Nullable;

/// One kind of long work, brought by a room above as a bean.
public interface JobKind {
    /// Stored with each job, so never renamed.
    String name();

    /// What the owner needs, when he starts it and whenever it is taken up again.
    Right right();

    /// How revisions and audit say that it came in.
    default Actor.Channel channel() {
        return Actor.Channel.SYSTEM;
    }

    /// Does the work, on behalf of the owner, from the checkpoint on. It works in pieces: each in a
    /// transaction that also calls [JobRun#keep], and [JobRun#mayGoOn] between two of them.
    ///
    /// @return what the owner gets to see when it is done, in a form that JSON can carry
    @Nullable Object run(JobRun run) throws Exception;
}
