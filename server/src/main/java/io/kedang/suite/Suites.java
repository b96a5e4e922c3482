package io.kedang.suite;

import io.kedang.access.Directory;
import io.kedang.access.Names;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.FieldCipher;
import io.kedang.sealing.KeyStore;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The door to office suites: what we show them to be let in, and reading a company out of one.
@Service
public class Suites {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Somebody waits for it.
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(8);

    private final SuiteStore store;
    private final Directory directory;
    private final FieldCipher cipher;
    private final KeyStore keys;
    private final Environment settings;
    private final Audit audit;

    Suites(
            SuiteStore store,
            Directory directory,
            FieldCipher cipher,
            KeyStore keys,
            Environment settings,
            Audit audit) {
        this.store = store;
        this.directory = directory;
        this.cipher = cipher;
        this.keys = keys;
        this.settings = settings;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<SuiteStore.Saved> list() {
        return store.list();
    }

    /// @param secret null to keep the one that is there, for the same client
    /// @param role of newcomers
    @Transactional
    void set(SuiteKind kind, String clientId, @Nullable String secret, UUID role) {
        var known = store.find(kind);
        if (directory.getRole(role).rights().contains(Right.ADMINISTER)) {
            Names.refuse(List.of(FieldError.of("roleId", SuiteProblem.ROLE_ADMINISTERS)));
        }
        var id = known.map(SuiteStore.Saved::id).orElseGet(NewId::next);
        var sealed =
                Optional.ofNullable(secret)
                        .filter(text -> !text.isBlank())
                        .map(text -> sealed(id, text.strip()))
                        .or(
                                () ->
                                        known.filter(
                                                        each ->
                                                                each.clientId()
                                                                        .equals(clientId.strip()))
                                                .map(SuiteStore.Saved::secret));
        if (sealed.isEmpty()) {
            Names.refuse(List.of(FieldError.of("secret", SuiteProblem.SECRET_MISSING)));
        }
        store.save(
                new SuiteStore.Saved(kind, id, clientId.strip(), sealed.orElseThrow(), role, null));
        record(kind, "set");
    }

    /// Users and departments stay as they are; that they came from there is forgotten.
    @Transactional
    void remove(SuiteKind kind) {
        if (!store.remove(kind)) {
            throw new Refusal(SuiteProblem.NOT_SET_UP);
        }
        record(kind, "removed");
    }

    @Transactional(readOnly = true)
    SuiteStore.Saved get(SuiteKind kind) {
        return store.find(kind).orElseThrow(() -> new Refusal(SuiteProblem.NOT_SET_UP));
    }

    /// Takes as long as the suite does.
    Organisation read(SuiteKind kind) {
        return reader(kind, new SuiteHttp(PATIENCE, Suites::pause)).read();
    }

    /// Who has signed in at the suite; empty for somebody who is not of the company there. Does not
    /// wait for a suite that is busy.
    Optional<Member> member(SuiteKind kind, Voucher voucher) {
        return reader(kind, hasty()).member(voucher);
    }

    /// Refuses when the suite does not know us, or does not answer.
    void knock(SuiteKind kind) {
        reader(kind, hasty()).token();
    }

    /// Where people sign in.
    String door(SuiteKind kind) {
        var named = named(kind);
        return named.isEmpty() ? kind.door() : named;
    }

    private String named(SuiteKind kind) {
        return settings.getProperty("kedang." + kind.setting(), "");
    }

    private static SuiteHttp hasty() {
        return new SuiteHttp(
                SHORT_PATIENCE,
                _ -> {
                    throw new Refusal(SuiteProblem.BUSY);
                });
    }

    private SuiteReader reader(SuiteKind kind, SuiteHttp http) {
        var suite = get(kind);
        var secret = cipher.unseal(suite.id(), context(suite.id()), suite.secret());
        var credentials = new Credentials(suite.clientId(), secret);
        var named = named(kind);
        var host = named.isEmpty() ? kind.host() : named;
        var olderHost = named.isEmpty() ? kind.olderHost() : named;
        return switch (kind) {
            case WECOM -> new WeComReader(http, credentials, host);
            case DINGTALK -> new DingTalkReader(http, credentials, host, olderHost);
            case FEISHU -> new FeishuReader(http, credentials, host);
        };
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(SuiteProblem.BUSY);
        }
    }

    private String sealed(UUID id, String secret) {
        keys.newKey(id);
        return cipher.seal(id, context(id), secret);
    }

    private static String context(UUID id) {
        return FieldCipher.context("office_suite", id, "secret");
    }

    private void record(SuiteKind kind, String change) {
        audit.record(
                AuditEntry.of(AuditAction.SETTING_CHANGED, "suite", null)
                        .detail("suite", kind)
                        .detail("change", change));
    }
}
