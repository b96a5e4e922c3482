package io.kedang.operation.keys;

import io.kedang.sealing.IndexRotation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Looks once for numbers that nobody finds: a database restored from before a rotation has tokens
/// of a key that is gone.
@Component
class RestoredIndex {
    private static final Logger LOG = LoggerFactory.getLogger(RestoredIndex.class);

    private final IndexRotation rotation;

    RestoredIndex(IndexRotation rotation) {
        this.rotation = rotation;
    }

    /// Reads two whole tables, so nobody waits for it.
    @EventListener(ApplicationReadyEvent.class)
    void look() {
        Thread.ofVirtual().name("restored-index").start(this::lookNow);
    }

    private void lookNow() {
        try {
            long left = rotation.look();
            if (left > 0) {
                LOG.warn(
                        "{} files and people are found by their numbers with an older key only, or"
                                + " not at all; ./kedang keys rotate blind-index makes that right",
                        left);
            }
        } catch (DataAccessException e) {
            LOG.warn("Whether all numbers are found could not be checked", e);
        }
    }
}
