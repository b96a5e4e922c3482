/// 命令 command：the command line. It finds out what was asked for, opens the house, and says in
/// one sentence why it cannot.
///
/// A new command is one class that implements [io.kedang.command.Command], one line in
/// [io.kedang.command.Commands], and two texts (`command.<name>.summary` and
/// `command.<name>.usage`) in `i18n/command.properties` and its English twin. It returns its exit
/// code, prints results to [io.kedang.command.Console#print] and news to
/// [io.kedang.command.Console#say], and throws a [io.kedang.kernel.Refusal] for whatever the caller
/// can put right: that prints one sentence and ends with 2. What it needs of the application it
/// gets from [io.kedang.command.House].
///
/// A new setting is one line in [io.kedang.command.SettingCatalogue] and one text in
/// `i18n/setting.properties` and its twin. Beans read it as `${kedang.<key>}`.
@ApplicationModule(displayName = "命令 command", type = ApplicationModule.Type.OPEN)
@NullMarked
package io.kedang.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
