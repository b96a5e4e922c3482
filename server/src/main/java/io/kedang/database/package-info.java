/// 数据库 database：the data folder with its lock, and the PostgreSQL that runs inside it. Plain
/// Java, so that every command can use it without starting the application.
@ApplicationModule(
        displayName = "数据库 database",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel"})
@NullMarked
package io.kedang.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
