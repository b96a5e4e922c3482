package io.kedang.customer.record;

import io.kedang.kernel.Actor;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Where what is being entered comes from (资料来源): the mark that every revision carries.
///
/// @param source a person, paper or system that knew it, in words (`手工录入`, a file's name)
/// @param learnedAt when we learned it; entering may come later
/// @param confidence 0 to 100
/// @param reason why it is changed, where the person says so
public record Origin(
        String source,
        Actor.Channel channel,
        @Nullable Instant learnedAt,
        int confidence,
        @Nullable String reason) {

    /// Going back to what a revision left; its number is the reason.
    public static Origin restoring(int revision) {
        return byHand("r" + revision);
    }

    /// What own staff enter by hand, in the page or through the API.
    public static Origin byHand(@Nullable String reason) {
        return new Origin("MANUAL", Actor.current().channel(), null, 80, reason);
    }
}
