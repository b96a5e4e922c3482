package io.kedang.operation.keys;

import io.kedang.sealing.KeyBackups;

import jakarta.annotation.PreDestroy;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks every hour whether a copy of the key store is due or has outlived its days, and makes one
/// at the end when something is new.
@Component
class KeyCopying {
    private final KeyBackups backups;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("key-copies").daemon().factory());

    KeyCopying(KeyBackups backups) {
        this.backups = backups;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        thread.scheduleWithFixedDelay(backups::work, 0, 1, TimeUnit.HOURS);
    }

    @PreDestroy
    void stop() {
        thread.close();
        backups.makeIfChanged();
    }
}
