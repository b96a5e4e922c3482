package io.kedang.operation;

import io.kedang.access.Company;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;

/// The set-up for machines: where `KEDANG_ADMIN_PASSWORD` is given at the first start, the user `admin`
/// is there when it is over. Later it changes nothing, not even when it is another one.
@Component
class HeadlessSetup implements ApplicationRunner {
    private final Setup setup;
    private final String password;

    HeadlessSetup(Setup setup, @Value("${kedang.admin.password:}") String password) {
        this.setup = setup;
        this.password = password;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!password.isEmpty() && setup.isNeeded()) {
            setup.setUp(
                    new Company("Kedang", "Asia/Shanghai"),
                    new Setup.Administrator("admin", "系统管理员", password),
                    List.of(),
                    List.of(),
                    Locale.SIMPLIFIED_CHINESE);
        }
    }
}
