package io.kedang.customer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Companies;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerLists;
import io.kedang.customer.CustomerQuery;
import io.kedang.customer.outgoing.OutgoingFiles;
import io.kedang.customer.watch.Readings;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.condition.Condition;
import io.kedang.sealing.SealedFiles;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.transaction.PlatformTransactionManager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Exports between the list and the one who takes it.
@KedangTest
class PassingExportTests {
    @Autowired TestCompany company;
    @Autowired CustomerLists lists;
    @Autowired ExportColumns columns;
    @Autowired Companies companies;
    @Autowired MessageSource messages;
    @Autowired OutgoingFiles outgoing;
    @Autowired Readings readings;
    @Autowired Exports exports;
    @Autowired SealedFiles sealed;
    @Autowired PlatformTransactionManager transactions;

    private User fei;

    @BeforeEach
    void aManager() {
        var name = "fei" + UUID.randomUUID().toString().substring(0, 8);
        fei = company.user(name, "manager", "销售部", Scope.SUBTREE);
    }

    @Test
    void aFileThatIsNotSentYetLiesSealedOnTheDisk() {
        var name = "封存公司" + UUID.randomUUID();
        open(name);
        var onDisk = new ArrayList<String>();
        var sent =
                company.as(
                        fei,
                        () -> {
                            try (var file =
                                    exports.export(
                                                    namesOfAll(),
                                                    ExportFormat.CSV,
                                                    Locale.ENGLISH,
                                                    (_, _) -> {},
                                                    (_, _, _) -> onDisk.addAll(temporaryFiles()))
                                            .content()) {
                                return new String(
                                        Channels.newInputStream(file).readAllBytes(),
                                        StandardCharsets.UTF_8);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        assertThat(sent).contains(name);
        assertThat(onDisk).isNotEmpty().noneMatch(text -> text.contains(name));
        assertThat(onDisk).anyMatch(text -> !text.isEmpty());
    }

    /// What the files hold that exports have under way: they have no name on the disk any more.
    private static List<String> temporaryFiles() {
        try (var open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            var texts = new ArrayList<String>();
            for (var file : open) {
                if (Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().contains("kedang-export")) {
                    texts.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomerQuery namesOfAll() {
        return new CustomerQuery(
                "",
                Condition.EVERYTHING,
                null,
                1,
                null,
                false,
                List.of(CustomerFields.find("name").orElseThrow()));
    }

    @Test
    void aListThatIsTooLongIsRefused() {
        for (int n = 0; n < 3; n++) {
            open("太多公司" + n);
        }
        var few =
                new Exports(
                        lists,
                        columns,
                        companies,
                        messages,
                        outgoing,
                        readings,
                        sealed,
                        transactions,
                        Clock.systemUTC(),
                        2);
        var refused =
                company.as(
                        fei,
                        () -> {
                            try {
                                few.export(namesOfAll(), ExportFormat.CSV, Locale.ENGLISH);
                                return null;
                            } catch (Refusal refusal) {
                                return refusal.problem();
                            }
                        });
        assertThat(refused).isEqualTo(ExportProblem.TOO_MANY_ROWS);
    }

    private void open(String name) {
        company.client(fei)
                .put(
                        "/customers/" + NewId.next(),
                        "{\"kind\":\"ORGANISATION\",\"name\":\"" + name + "\"}");
    }
}
