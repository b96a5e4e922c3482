package io.kedang.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every setting there is. What each means stands in `i18n/setting.properties`.
final class SettingCatalogue {
    private static final String ANY = "(?s).*";
    private static final String YES_NO = "true|false";

    private static final List<Setting> ALL =
            List.of(
                    Setting.of("port", "8080", "\\d{1,5}"),
                    Setting.of("listen", "127.0.0.1", "[0-9a-zA-Z.:-]+"),
                    Setting.of("tls", "", ANY),
                    Setting.of("tls.key", "", ANY),
                    Setting.secret("tls.password"),
                    Setting.of("tls.password-file", "", ANY),
                    Setting.of("tls.hosts", "", ANY),
                    Setting.of("http-port", "", "\\d{0,5}"),
                    Setting.of("proxy", "", ANY),
                    Setting.of("demo", "false", YES_NO),
                    Setting.secret("admin.password"),
                    Setting.way("database.url", "|jdbc:postgresql:.*"),
                    Setting.of("database.user", "kedang_app", ANY),
                    Setting.secret("database.password"),
                    Setting.of("database.owner-user", "", ANY),
                    Setting.secret("database.owner-password"),
                    Setting.way("suite.wecom", "|https?://.+"),
                    Setting.way("suite.dingtalk", "|https?://.+"),
                    Setting.way("suite.feishu", "|https?://.+"),
                    Setting.of("suite.leavers-hours", "24", "\\d{1,3}"),
                    Setting.of("requests.per-second", "30", "\\d{1,5}"),
                    Setting.of("requests.at-once", "8", "\\d{1,3}"),
                    Setting.of("privacy.phone-search", "ends", "ends|any"),
                    Setting.of("crypto.suite", "", "|standard|sm"),
                    Setting.of("audit.checkpoints", "", ANY),
                    Setting.way("audit.syslog", "|(udp|tcp|tls)://[^/:]+:\\d{1,5}"),
                    Setting.of("audit.syslog-certificates", "", ANY),
                    Setting.of("keys.master", "file", "file|systemd|environment|vault|pkcs11"),
                    Setting.of("keys.mirror", "", ANY),
                    Setting.of("keys.copies", "", ANY),
                    Setting.of("keys.credential", "kedang-master-key", "[A-Za-z0-9._-]+"),
                    Setting.way("keys.vault.address", "|https?://.+"),
                    Setting.of("keys.vault.certificates", "", ANY),
                    Setting.of("keys.vault.mount", "transit", "[A-Za-z0-9._/-]+"),
                    Setting.of("keys.vault.key", "kedang", "[A-Za-z0-9._-]+"),
                    Setting.of("keys.vault.namespace", "", "[A-Za-z0-9._/-]*"),
                    Setting.of("keys.vault.token-file", "", ANY),
                    Setting.secret("keys.vault.token"),
                    Setting.of("keys.pkcs11.library", "", ANY),
                    Setting.of("keys.pkcs11.slot", "", "\\d{0,10}"),
                    Setting.of("keys.pkcs11.key", "kedang", "[A-Za-z0-9._-]+"),
                    Setting.of("keys.pkcs11.pin-file", "", ANY));

    private SettingCatalogue() {}

    /// @param fallback what holds when nobody says otherwise
    /// @param pattern what a value has to look like
    /// @param secret whether its value must never be shown
    /// @param way whether it leads to another system, see [EncryptedWay]
    record Setting(String key, String fallback, String pattern, boolean secret, boolean way) {
        static Setting of(String key, String fallback, String pattern) {
            return new Setting(key, fallback, pattern, false, false);
        }

        static Setting way(String key, String pattern) {
            return new Setting(key, "", pattern, false, true);
        }

        static Setting secret(String key) {
            return new Setting(key, "", ANY, true, false);
        }

        /// `database.owner-user` is `KEDANG_DATABASE_OWNER_USER`.
        String variable() {
            return "KEDANG_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        }
    }

    static List<Setting> all() {
        return ALL;
    }

    static Optional<Setting> find(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }
}
