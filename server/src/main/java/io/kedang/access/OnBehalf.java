package io.kedang.access;

import io.kedang.kernel.Actor;

import org.springframework.stereotype.Component;

/// Lets the house act for a person who is not the caller: at the set-up, at the start, in a job.
/// What happens then stands in revisions and register under his name.
@Component
public class OnBehalf {
    private final Directory directory;

    OnBehalf(Directory directory) {
        this.directory = directory;
    }

    public void run(User user, Actor.Channel channel, Runnable act) {
        var now = Actor.current();
        var actor = new Actor(user.id(), user.displayName(), channel, now.address(), now.trace());
        ScopedValue.where(Actor.CURRENT, actor)
                .where(CurrentUser.CURRENT, directory.currentUser(user, null))
                .run(act);
    }
}
