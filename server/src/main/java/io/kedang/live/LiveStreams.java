package io.kedang.live;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.RequestProblem;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Sends changes to the pages that are open on this node. One poller reads the change table five
/// times a second, whatever the number of pages, and not at all while none is open. An event is
/// kind, id and version; the page fetches the rest through the lock.
@Component
public class LiveStreams {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration KEPT = Duration.ofHours(1);
    /// Polls between two looks at who may still listen.
    private static final int LOOK_EVERY = 2;

    private static final int MOST_OF_ONE_USER = 50;
    private static final int LONG_WAIT = 60;
    private static final int LOOK_BACK = 1_000;
    private static final int AT_ONCE = 2_000;

    private final ChangeStore store;
    private final Directory directory;
    private final Listeners listeners;
    private final Clock clock;
    private final List<Hearing> hearings;
    private final Map<SseEmitter, Listener> streams = new ConcurrentHashMap<>();
    private final ScheduledExecutorService poller =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("live").daemon().factory());

    /// Ids sent lately, so that looking back over late commits sends nothing twice.
    private final Set<Long> sent = Collections.newSetFromMap(new BoundedMap());

    private long newest = -1;
    private long polls;

    LiveStreams(
            ChangeStore store,
            Directory directory,
            Listeners listeners,
            List<Hearing> hearings,
            Clock clock) {
        this.store = store;
        this.directory = directory;
        this.listeners = listeners;
        this.hearings = hearings;
        this.clock = clock;
    }

    private static final class BoundedMap extends java.util.LinkedHashMap<Long, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > 4 * LOOK_BACK;
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        poller.scheduleWithFixedDelay(
                this::poll, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        poller.shutdownNow();
        streams.keySet().forEach(SseEmitter::complete);
    }

    /// A stream for the current user, who has one for each of his devices, not as many as he likes.
    /// It begins with the changes after `lastSeen`, where the page has been connected before.
    SseEmitter open(long lastSeen) {
        var emitter = new SseEmitter(0L);
        var listener = Listener.current();
        var own = streams.values().stream().filter(each -> each.user().equals(listener.user()));
        if (own.count() >= MOST_OF_ONE_USER) {
            throw new Refusal(RequestProblem.TOO_MANY, LONG_WAIT).with("retryAfter", LONG_WAIT);
        }
        Runnable gone = () -> streams.remove(emitter);
        emitter.onCompletion(gone);
        emitter.onTimeout(gone);
        emitter.onError(failure -> gone.run());
        streams.put(emitter, listener);
        poller.execute(
                () -> {
                    send(emitter, SseEmitter.event().comment("open"));
                    if (lastSeen > 0) {
                        tell(emitter, listener, store.after(lastSeen, AT_ONCE));
                    }
                });
        return emitter;
    }

    private void poll() {
        try {
            if (++polls % 3_000 == 0) {
                store.forget(clock.instant().minus(KEPT));
            }
            if (streams.isEmpty()) {
                newest = -1;
                return;
            }
            if (polls % LOOK_EVERY == 0) {
                closeEnded();
            }
            if (newest < 0) {
                newest = store.newest();
                store.after(Math.max(0, newest - LOOK_BACK), AT_ONCE)
                        .forEach(change -> sent.add(change.id()));
            }
            var told = new LinkedHashSet<Change>();
            for (var change : store.after(Math.max(0, newest - LOOK_BACK), AT_ONCE)) {
                newest = Math.max(newest, change.id());
                if (sent.add(change.id())) {
                    told.add(change);
                }
            }
            if (!told.isEmpty()) {
                streams.forEach((to, listener) -> tell(to, listener, told));
            }
            if (polls % 75 == 0) {
                streams.keySet().forEach(to -> send(to, SseEmitter.event().comment("")));
            }
        } catch (DataAccessException e) {
            LOG.warn("live updates pause: {}", e.getMessage());
        }
    }

    private void closeEnded() {
        var ended = listeners.ended(Set.copyOf(streams.values()));
        streams.forEach(
                (stream, listener) -> {
                    if (ended.contains(listener)) {
                        streams.remove(stream);
                        stream.complete();
                    }
                });
    }

    private void tell(SseEmitter emitter, Listener listener, Collection<Change> changes) {
        var user = directory.findUser(listener.user()).filter(User::active);
        if (user.isEmpty()) {
            emitter.complete();
            return;
        }
        var who = directory.currentUser(user.get(), listener.rights());
        var near = changes.stream().filter(change -> concerns(change, who)).toList();
        ScopedValue.where(CurrentUser.CURRENT, who)
                .run(() -> audible(near).forEach(change -> send(emitter, event(change))));
    }

    private static boolean concerns(Change change, CurrentUser who) {
        return change.readers() == null
                || who.scope() == Scope.ALL
                || who.isAmong(change.readers());
    }

    private List<Change> audible(List<Change> changes) {
        var audible = changes;
        for (var hearing : hearings) {
            var subjects =
                    audible.stream()
                            .filter(change -> change.kind().equals(hearing.kind()))
                            .map(Change::subject)
                            .collect(Collectors.toSet());
            if (!subjects.isEmpty()) {
                var may = hearing.audible(subjects);
                audible =
                        audible.stream()
                                .filter(
                                        change ->
                                                !change.kind().equals(hearing.kind())
                                                        || may.contains(change.subject()))
                                .toList();
            }
        }
        return audible;
    }

    private static SseEmitter.SseEventBuilder event(Change change) {
        return SseEmitter.event()
                .id(Long.toString(change.id()))
                .name("change")
                .data(
                        Map.of(
                                "kind", change.kind(),
                                "id", change.subject(),
                                "version", change.version()));
    }

    private void send(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException e) {
            streams.remove(emitter);
        }
    }
}
