package io.kedang.customer.timeline;

/// To what something happened; a reader can ask for one of them.
public enum TimelineKind {
    FILE,
    PERSON,
    ORDER,
    VISIT
}
