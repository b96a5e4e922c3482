package io.kedang.intake;

import java.util.UUID;

/// What the jobs on imports are told.
///
/// @param subject the import
record ImportJob(UUID subject) {}
