package io.kedang.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.database.TestFolder;
import io.kedang.goal.Course;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The short form of `kedang drill`: the server is killed, then its database, then every process of
/// both; and at last the control, which has to lose something.
class DrillTests {
    private static final int ROWS = 1_500;
    private static final int KILLS = 3;
    private static final int MOST_CONTROLS = 5;

    @TempDir Path temporary;

    @AfterEach
    void unlink() {
        TestFolder.unlink();
    }

    @Test
    void nothingAcknowledgedIsLostUnlessItIsAcknowledgedTooEarly() throws Exception {
        System.out.println("DrillTests: seed " + Course.seed());
        var data = TestFolder.prepare(temporary.resolve("data"));
        try (var drill = new Drill(data, Course.seed(), ROWS, System.out::println)) {
            assertThat(drill.run(KILLS)).isEmpty();
            assertThat(drill.killsUntilLossIsFound(MOST_CONTROLS)).isPositive();
        }
    }
}
