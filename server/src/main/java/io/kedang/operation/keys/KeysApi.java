package io.kedang.operation.keys;

import io.kedang.access.Confirmed;
import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.sealing.KeyRecovery;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.MasterSource;
import io.kedang.sealing.suite.CryptoSuite;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/keys")
class KeysApi {
    /// @param unfinished whether keys still hang on an older version
    /// @param rotating whether a job is at work on that
    /// @param done pieces that hang on this version, of `total`
    record MasterKeyView(
            MasterSource.Kind source,
            int version,
            boolean unfinished,
            boolean rotating,
            int done,
            int total) {}

    /// @param unfinished whether numbers may still be found by an older key
    /// @param left files and people to be made anew
    record IndexKeyView(int version, boolean unfinished, boolean rotating, long left) {}

    /// @param current whether shares of the key in use were made
    record RecoveryView(
            boolean possible, boolean current, @Nullable Instant madeAt, int shares, int needed) {}

    /// @param newest when the newest copy was made
    /// @param trouble why the last one could not be made
    record KeyCopiesView(
            String folder, @Nullable Instant newest, int copies, @Nullable String trouble) {}

    record KeyCopyMade(Instant madeAt) {}

    /// @param suite the algorithms that everything is sealed with from now on
    /// @param auditVersion of the key under the register's MACs
    /// @param signingVersion of the key that signs its check points
    /// @param trouble why no new keys can be stored until the program is started again
    record KeysView(
            CryptoSuite suite,
            MasterKeyView master,
            IndexKeyView index,
            RecoveryView recovery,
            KeyCopiesView copies,
            int auditVersion,
            int signingVersion,
            int dataKeys,
            @Nullable String trouble) {}

    record RotationStarted(UUID job) {}

    record RotatedKey(int version) {}

    record ShareView(int number, String text) {}

    /// @param set tells this set of shares from others
    record SharesView(int version, String set, int needed, List<ShareView> shares) {}

    private final Keys keys;
    private final KeyStore store;
    private final MessageSource messages;

    KeysApi(Keys keys, KeyStore store, MessageSource messages) {
        this.keys = keys;
        this.store = store;
        this.messages = messages;
    }

    @GetMapping
    @Needs(Right.ADMINISTER)
    KeysView state() {
        var master = keys.master();
        var index = keys.index();
        var copies = keys.copies();
        var recovery = keys.recovery();
        return new KeysView(
                store.suite(),
                new MasterKeyView(
                        master.source(),
                        master.version(),
                        master.unfinished(),
                        keys.isRotating(),
                        master.done(),
                        master.total()),
                new IndexKeyView(
                        index.version(), index.unfinished(), keys.isRotatingIndex(), index.left()),
                new RecoveryView(
                        recovery.possible(),
                        recovery.current(),
                        recovery.madeAt(),
                        KeyRecovery.SHARES,
                        KeyRecovery.NEEDED),
                new KeyCopiesView(
                        copies.folder().toString(),
                        copies.newest(),
                        copies.copies(),
                        copies.trouble()),
                keys.auditVersion(),
                keys.signingVersion(),
                store.size(),
                store.trouble().orElse(null));
    }

    /// Begins a rotation of the master key or goes on with an unfinished one; the job shows how far
    /// it is.
    @PostMapping("/master/rotation")
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.ACCEPTED)
    RotationStarted rotate(Locale language) {
        var title = messages.getMessage("operation.keys.rotation", null, language);
        return new RotationStarted(keys.rotateMaster(title).id().value());
    }

    /// The same for the key of the blind indexes, by which sealed numbers are found.
    @PostMapping("/blind-index/rotation")
    @Needs(Right.ADMINISTER)
    @Confirmed
    @ResponseStatus(HttpStatus.ACCEPTED)
    RotationStarted rotateIndex(Locale language) {
        var title = messages.getMessage("operation.keys.index-rotation", null, language);
        return new RotationStarted(keys.rotateIndex(title).id().value());
    }

    /// Puts a new key under the register's MACs; the old one stays for verifying what it made.
    @PostMapping("/audit/rotation")
    @Needs(Right.ADMINISTER)
    @Confirmed
    RotatedKey rotateAudit() {
        return new RotatedKey(keys.rotateAudit());
    }

    /// Puts a new key in the place of the one that signs check points and evidence of the register.
    @PostMapping("/signing/rotation")
    @Needs(Right.ADMINISTER)
    @Confirmed
    RotatedKey rotateSigning() {
        return new RotatedKey(keys.rotateSigning());
    }

    /// Makes a copy of the key store now, besides those of every day.
    @PostMapping("/copies")
    @Needs(Right.ADMINISTER)
    KeyCopyMade copy() {
        return new KeyCopyMade(keys.copy());
    }

    /// Makes new recovery shares. This answer is the only place where they ever stand.
    @PostMapping("/recovery")
    @Needs(Right.ADMINISTER)
    @Confirmed
    SharesView split() {
        var shares = keys.split();
        var first = shares.getFirst();
        return new SharesView(
                first.version(),
                "%04X".formatted(first.set()),
                KeyRecovery.NEEDED,
                shares.stream().map(each -> new ShareView(each.number(), each.text())).toList());
    }
}
