package io.kedang.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.UUID;

/// What shall become of the files; each action takes what it needs of it.
///
/// @param value of the field in the form of a file's JSON; without one the field is emptied
/// @param department of the files from now on; without one that of the owner
/// @param reason why, for the history of each file; a class and a deletion need one
@JsonInclude(JsonInclude.Include.NON_NULL)
record BulkChange(
        @NotNull BulkAction action,
        @Nullable @Size(max = 60) String field,
        @Nullable JsonNode value,
        @Nullable @Size(max = 100) List<@NotNull @Size(max = 200) String> add,
        @Nullable @Size(max = 100) List<@NotNull @Size(max = 200) String> remove,
        @Nullable UUID owner,
        @Nullable UUID department,
        @Nullable @Pattern(regexp = "[ABC]") String grade,
        @Nullable @Size(max = 500) String reason) {}
