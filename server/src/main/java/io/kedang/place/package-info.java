/// 地区 place: the administrative divisions of China over time, and what they say about an address.
@ApplicationModule(
        displayName = "地区 place",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "audit", "access"})
@NullMarked
package io.kedang.place;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
