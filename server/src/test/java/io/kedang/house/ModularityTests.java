package io.kedang.house;

import io.kedang.KedangApplication;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {
    @Test
    void roomsKeepTheirDeclaredStairs() {
        ApplicationModules.of(KedangApplication.class).verify();
    }
}
