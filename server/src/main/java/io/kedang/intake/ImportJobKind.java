package io.kedang.intake;

import io.kedang.access.Right;
import io.kedang.job.JobKind;
import io.kedang.kernel.Actor;

/// Work that whoever may import may start.
interface ImportJobKind extends JobKind {
    @Override
    default Right right() {
        return Right.IMPORT;
    }

    @Override
    default Actor.Channel channel() {
        return Actor.Channel.IMPORT;
    }
}
