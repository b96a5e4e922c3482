package io.kedang;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/// The house. It is started by the command `run`, which has the database ready before.
@SpringBootApplication
public class KedangApplication {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
