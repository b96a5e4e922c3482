package io.kedang.kernel.sql;

import io.kedang.kernel.Params;

/// A statement that answers nothing, with its values, for [Writes].
///
/// @param sql a constant of a store, without slots
public record Write(String sql, Params values) {}
