package io.kedang.customer.export;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.FileFields;
import io.kedang.customer.outgoing.Allowance;
import io.kedang.customer.outgoing.OutgoingFiles;

import jakarta.validation.Valid;

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
import java.util.Locale;

@RestController
@RequestMapping("/api/v1/exports")
class ExportApi {
    private final Exports exports;
    private final OutgoingFiles outgoing;
    private final FileFields fields;

    ExportApi(Exports exports, OutgoingFiles outgoing, FileFields fields) {
        this.exports = exports;
        this.outgoing = outgoing;
        this.fields = fields;
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
        return answer(exports.export(body.query(fields), body.kind(), locale));
    }

    static ResponseEntity<Resource> answer(ExportFile file) throws IOException {
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
