package io.kedang.operation;

import io.kedang.access.Company;
import io.kedang.access.Directory;
import io.kedang.access.OnBehalf;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.kernel.Actor;
import io.kedang.operation.demo.Demo;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;

/// The set-up for machines: where `KEDANG_ADMIN_PASSWORD` is given at the first start, the user
/// `admin` is there when it is over; later it changes nothing, not even when it is another one.
/// With `--demo` the demonstration data are loaded as soon as somebody administers.
@Component
class HeadlessSetup implements ApplicationRunner {
    private static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;

    private final Setup setup;
    private final Demo demo;
    private final Directory directory;
    private final OnBehalf onBehalf;
    private final MessageSource messages;
    private final String password;
    private final boolean wantsDemo;

    HeadlessSetup(
            Setup setup,
            Demo demo,
            Directory directory,
            OnBehalf onBehalf,
            MessageSource messages,
            @Value("${kedang.admin.password:}") String password,
            @Value("${kedang.demo:false}") boolean wantsDemo) {
        this.setup = setup;
        this.demo = demo;
        this.directory = directory;
        this.onBehalf = onBehalf;
        this.messages = messages;
        this.password = password;
        this.wantsDemo = wantsDemo;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!password.isEmpty() && setup.isNeeded()) {
            var name = messages.getMessage("access.role.administrator", null, LANGUAGE);
            setup.setUp(
                    new Company(
                            messages.getMessage("operation.company.unnamed", null, LANGUAGE),
                            "Asia/Shanghai"),
                    new Setup.Administrator("admin", name, password),
                    List.of(),
                    List.of(),
                    LANGUAGE);
        }
        if (wantsDemo && !setup.isNeeded()) {
            directory.listUsers().stream()
                    .filter(User::active)
                    .filter(this::administers)
                    .findFirst()
                    .ifPresent(user -> onBehalf.run(user, Actor.Channel.SYSTEM, demo::load));
        }
    }

    private boolean administers(User user) {
        return directory.getRole(user.roleId()).rights().contains(Right.ADMINISTER);
    }
}
