package io.kedang.place;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// Has the shipped table in place before the first request.
@Component
class RegionSeed implements SmartInitializingSingleton {
    private final Regions regions;

    RegionSeed(Regions regions) {
        this.regions = regions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        regions.seed();
    }
}
