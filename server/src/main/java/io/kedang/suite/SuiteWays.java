package io.kedang.suite;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Each suite is a way to sign in.
@Configuration(proxyBeanMethods = false)
class SuiteWays {
    @Bean
    SuiteWay weComWay(Suites suites, SuiteStore store) {
        return new SuiteWay(SuiteKind.WECOM, suites, store);
    }

    @Bean
    SuiteWay dingTalkWay(Suites suites, SuiteStore store) {
        return new SuiteWay(SuiteKind.DINGTALK, suites, store);
    }

    @Bean
    SuiteWay feishuWay(Suites suites, SuiteStore store) {
        return new SuiteWay(SuiteKind.FEISHU, suites, store);
    }
}
