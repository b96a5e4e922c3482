package io.kedang.access.policy;

import io.kedang.kernel.condition.FieldCatalogue;

/// What policies may ask of a file. Made by the room that keeps the files; its columns are those of
/// the alias `c`, as in the slot `{visible:c}`.
public interface ProtectedFields {
    FieldCatalogue catalogue();
}
