package io.kedang.operation.register;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.audit.evidence.Evidence;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Instant;

@RestController
@RequestMapping("/api/v1/audit")
class EvidenceApi {
    /// @param pem the public key that verifies evidence and check points
    record SigningKey(String pem) {}

    private final Evidences evidences;

    EvidenceApi(Evidences evidences) {
        this.evidences = evidences;
    }

    /// Answers a file of JSON lines: all seals that hold entries of that time, and what is needed
    /// to verify them without this server.
    ///
    /// @param clear whether names, addresses, reasons and details are told
    @GetMapping("/evidence")
    @Needs(Right.AUDIT_READ)
    ResponseEntity<Resource> export(
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(defaultValue = "false") boolean clear)
            throws IOException {
        var content = evidences.export(new Evidence.Wanted(from, to, clear));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .contentLength(content.size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("kedang-audit.jsonl")
                                .build()
                                .toString())
                .body(new InputStreamResource(Channels.newInputStream(content)));
    }

    /// The key by which whoever gets evidence sees that it is of this house.
    @GetMapping("/key")
    @Needs(Right.AUDIT_READ)
    SigningKey key() {
        return new SigningKey(evidences.publicKey());
    }
}
