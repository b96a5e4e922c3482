package io.kedang.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import io.kedang.KedangTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Threads that work beside a transaction look things up while others hold every connection that
/// transactions take: those may all be waiting for a row of that very transaction.
@KedangTest
class LookupTests {
    @Autowired HikariDataSource source;
    @Autowired AccessStore store;
    @Autowired Clock clock;

    @Test
    void whoWorksHereIsKnownWhileTransactionsHoldAllTheirConnections() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            while (taken.size() < source.getMaximumPoolSize()) {
                taken.add(source.getConnection());
            }
            var fresh = new Directory(store, clock);
            var known = CompletableFuture.supplyAsync(fresh::epoch).get(10, TimeUnit.SECONDS);
            assertThat(known).isEqualTo(store.epoch());
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
    }
}
