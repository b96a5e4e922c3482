package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a file is called where it comes from never says where it is kept.
@KedangTest
class UploadNameTests {
    private static final byte[] CUSTOMERS = "客户名称\n上传一号公司\n".getBytes(StandardCharsets.UTF_8);

    @Autowired TestCompany company;

    @Value("${kedang.data}")
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"../../../evil.csv", "/etc/evil.csv", "..\\\\evil.csv", "evil.csv"})
    void theHouseNamesWhatItKeeps(String name) throws IOException {
        var answer = ImportClient.of(company).bring(name, CUSTOMERS, "CUSTOMERS");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/fileName")).isEqualTo("evil.csv");
        assertThat(kept("evil")).isEmpty();
        assertThat(kept(answer.text("/id"))).hasSize(1);
    }

    /// Files of the data folder, and beside it, whose name has this in it.
    private List<Path> kept(String part) throws IOException {
        try (var files = Files.walk(data.getParent(), 6)) {
            return files.filter(file -> file.getFileName().toString().contains(part)).toList();
        }
    }
}
