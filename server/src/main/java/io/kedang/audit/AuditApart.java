package io.kedang.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.kedang.kernel.sql.Write;
import io.kedang.kernel.sql.Writes;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Writes entries on connections that nothing else takes. Whoever reads holds one already; were he
/// to wait for another of the same, as many readers as there are connections would wait for each
/// other.
@Component
final class AuditApart implements AutoCloseable {
    private static final int CONNECTIONS = 2;

    private final HikariDataSource source;
    private final Writes writes;

    AuditApart(HikariDataSource like) {
        var settings = new HikariConfig();
        like.copyStateTo(settings);
        settings.setPoolName("audit");
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setMinimumIdle(0);
        source = new HikariDataSource(settings);
        writes = new Writes(new JdbcTemplate(source));
    }

    /// In a transaction of its own, which ends before this returns.
    void send(Write write) {
        writes.send(write);
    }

    @Override
    public void close() {
        source.close();
    }
}
