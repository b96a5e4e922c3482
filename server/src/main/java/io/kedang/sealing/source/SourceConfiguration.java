package io.kedang.sealing.source;

import io.kedang.sealing.MasterSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import java.nio.file.Path;

@Configuration(proxyBeanMethods = false)
class SourceConfiguration {
    @Bean
    MasterSource masterSource(@Value("${kedang.data}") Path data, Environment settings) {
        return MasterSources.choose(
                data.resolve("keys"), key -> settings.getProperty("kedang.keys." + key));
    }
}
