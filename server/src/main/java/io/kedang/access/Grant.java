package io.kedang.access;

import java.time.Instant;
import java.util.UUID;

/// What somebody may read for a time: the files that hold its number.
///
/// @param number of the same sequence as those of users and departments
record Grant(int number, UUID user, Instant endsAt) {}
