package io.kedang;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/// The house. It is started by the command `run`, which has the database ready before.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class KedangApplication {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
