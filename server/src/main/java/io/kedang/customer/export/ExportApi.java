package io.kedang.customer.export;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerQuery;
import io.kedang.customer.outgoing.Allowance;
import io.kedang.customer.outgoing.OutgoingFiles;
import io.kedang.customer.record.RecordProblem;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.field.Field;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

@RestController
@RequestMapping("/api/v1/exports")
class ExportApi {
    enum Format {
        XLSX,
        CSV
    }

    enum Charset {
        @JsonProperty("UTF-8")
        UTF_8,
        GB18030
    }

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

        CustomerQuery query() {
            return new CustomerQuery(
                    Objects.requireNonNullElse(q, ""),
                    Objects.requireNonNullElse(filter, Condition.EVERYTHING),
                    sort,
                    1,
                    null,
                    Boolean.TRUE.equals(voided),
                    fields());
        }

        private List<Field> fields() {
            return columns == null || columns.isEmpty()
                    ? CustomerFields.ALL.stream().filter(Field::listed).toList()
                    : columns.stream().distinct().map(Export::field).toList();
        }

        private static Field field(String key) {
            return CustomerFields.find(key)
                    .orElseThrow(() -> new Refusal(RecordProblem.FIELD_UNKNOWN, key));
        }

        ExportFormat kind() {
            return format == Format.XLSX
                    ? ExportFormat.XLSX
                    : charset == Charset.GB18030 ? ExportFormat.CSV_GB18030 : ExportFormat.CSV;
        }
    }

    private final Exports exports;
    private final OutgoingFiles outgoing;

    ExportApi(Exports exports, OutgoingFiles outgoing) {
        this.exports = exports;
        this.outgoing = outgoing;
    }

    /// How many rows the caller may take along now, in exports and prints together.
    @GetMapping("/allowance")
    @Needs
    Allowance allowance() {
        return outgoing.allowance();
    }

    /// Answers the file itself.
    @PostMapping
    @Needs(Right.EXPORT)
    ResponseEntity<Resource> export(@Valid @RequestBody Export body, Locale locale)
            throws IOException {
        var file = exports.export(body.query(), body.kind(), locale);
        return ResponseEntity.ok()
                .contentType(file.type())
                .contentLength(file.content().size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Kedang-Rows", Integer.toString(file.rows()))
                .header("Kedang-Export-Number", file.leaving().numberText())
                .body(new InputStreamResource(Channels.newInputStream(file.content())));
    }
}
