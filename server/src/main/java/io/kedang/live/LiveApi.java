package io.kedang.live;

import io.kedang.access.Needs;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class LiveApi {
    private final LiveStreams streams;

    LiveApi(LiveStreams streams) {
        this.streams = streams;
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs
    SseEmitter events(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen) {
        return streams.open(
                lastSeen != null && lastSeen.matches("\\d{1,18}") ? Long.parseLong(lastSeen) : 0);
    }
}
