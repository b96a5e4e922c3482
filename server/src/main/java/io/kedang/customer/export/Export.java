package io.kedang.customer.export;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.kedang.customer.CustomerQuery;
import io.kedang.customer.FileFields;
import io.kedang.kernel.condition.Condition;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// What the list was asked for, and as what it shall leave.
///
/// @param columns keys of fields in the order of the columns; without any, those that lists
/// show by themselves
/// @param charset of a CSV file; UTF-8 with byte order mark when it isn't named
record Export(
        @Nullable @Size(max = 200) String q,
        @Nullable Condition filter,
        @Nullable @Size(max = 60) String sort,
        @Nullable Boolean voided,
        @Nullable @Size(max = 100) List<@NotNull String> columns,
        @NotNull Format format,
        @Nullable Charset charset) {

    enum Format {
        XLSX,
        CSV
    }

    enum Charset {
        @JsonProperty("UTF-8")
        UTF_8,
        GB18030
    }

    CustomerQuery query(FileFields fields) {
        return new CustomerQuery(
                Objects.requireNonNullElse(q, ""),
                Objects.requireNonNullElse(filter, Condition.EVERYTHING),
                sort,
                1,
                null,
                Boolean.TRUE.equals(voided),
                fields.columns(columns == null ? List.of() : columns));
    }

    ExportFormat kind() {
        return format == Format.XLSX
                ? ExportFormat.XLSX
                : charset == Charset.GB18030 ? ExportFormat.CSV_GB18030 : ExportFormat.CSV;
    }
}
