package io.kedang.live;

import io.kedang.access.Needs;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.nio.charset.StandardCharsets;

@RestController
class LiveApi {
    private static final MediaType IN_UNICODE =
            new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8);

    private final LiveStreams streams;

    LiveApi(LiveStreams streams) {
        this.streams = streams;
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs
    ResponseEntity<SseEmitter> events(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen) {
        var stream =
                streams.open(
                        lastSeen != null && lastSeen.matches("\\d{1,18}")
                                ? Long.parseLong(lastSeen)
                                : 0);
        return ResponseEntity.ok().contentType(IN_UNICODE).body(stream);
    }
}
