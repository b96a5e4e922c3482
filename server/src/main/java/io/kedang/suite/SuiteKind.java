package io.kedang.suite;

import java.util.Locale;

/// The office suites. The names are stored.
enum SuiteKind {
    WECOM("WeCom", "https://qyapi.weixin.qq.com", "https://login.work.weixin.qq.com"),
    /// It has two hosts: the newer interfaces lie at `api`, the older ones at `oapi`.
    DINGTALK(
            "DingTalk",
            "https://api.dingtalk.com",
            "https://login.dingtalk.com",
            "https://oapi.dingtalk.com"),
    FEISHU("Feishu", "https://open.feishu.cn", "https://accounts.feishu.cn");

    private final String brand;
    private final String host;
    private final String door;
    private final String olderHost;

    SuiteKind(String brand, String host, String door) {
        this(brand, host, door, host);
    }

    SuiteKind(String brand, String host, String door, String olderHost) {
        this.brand = brand;
        this.host = host;
        this.door = door;
        this.olderHost = olderHost;
    }

    /// As its maker calls it abroad.
    String brand() {
        return brand;
    }

    String host() {
        return host;
    }

    /// Where people sign in.
    String door() {
        return door;
    }

    String olderHost() {
        return olderHost;
    }

    /// By which a start option names another host: `suite.wecom`, for suites that a company runs
    /// itself.
    String setting() {
        return "suite." + name().toLowerCase(Locale.ROOT);
    }
}
