package io.kedang.suite;

import java.util.Locale;

/// The office suites. The names are stored.
enum SuiteKind {
    WECOM("WeCom", "https://qyapi.weixin.qq.com"),
    /// It has two hosts: the newer interfaces lie at `api`, the older ones at `oapi`.
    DINGTALK("DingTalk", "https://api.dingtalk.com", "https://oapi.dingtalk.com"),
    FEISHU("Feishu", "https://open.feishu.cn");

    private final String brand;
    private final String host;
    private final String olderHost;

    SuiteKind(String brand, String host) {
        this(brand, host, host);
    }

    SuiteKind(String brand, String host, String olderHost) {
        this.brand = brand;
        this.host = host;
        this.olderHost = olderHost;
    }

    /// As its maker calls it abroad.
    String brand() {
        return brand;
    }

    String host() {
        return host;
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
