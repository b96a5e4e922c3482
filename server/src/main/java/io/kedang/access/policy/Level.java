package io.kedang.access.policy;

/// How much of a file somebody may know. What no policy grants is hidden: the answer is the same as
/// for a file that does not exist.
public enum Level {
    /// That it exists, its masked name, its class and whom to ask; nothing else.
    ANNOUNCED,
    READABLE
}
