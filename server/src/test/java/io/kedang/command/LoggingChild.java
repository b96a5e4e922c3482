package io.kedang.command;

import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

import java.nio.file.Path;
import java.util.HashMap;

/// A process that logs as the server does, what its second word says, in every place where a text
/// from outside can stand.
final class LoggingChild {
    static final int EVENTS = 4;

    private LoggingChild() {}

    public static void main(String[] words) {
        var application = new SpringApplication(LoggingChild.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        var properties = new HashMap<String, Object>(House.logging(Path.of(words[0])));
        properties.put("logging.level.root", "OFF");
        properties.put("logging.level.child", "INFO");
        application.setDefaultProperties(properties);
        try (var context = application.run()) {
            var log = LoggerFactory.getLogger("child");
            var hostile = words[1];
            var cause = new IllegalStateException(hostile, new RuntimeException(hostile));
            cause.addSuppressed(new RuntimeException(hostile));
            log.info(hostile);
            log.warn("signed in: {}", hostile);
            log.error("broke", cause);
            MDC.put(hostile, hostile);
            Thread.currentThread().setName(hostile);
            log.info("in a context of {}", context.getId());
        }
    }
}
