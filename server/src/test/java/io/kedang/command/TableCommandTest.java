package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class TableCommandTest {
    @TempDir private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return new TableCommand()
                .run(
                        List.of(words),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8));
    }

    private Path file(String name, String content, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(charset));
    }

    @Test
    void anyTableBecomesCsvInUtf8WithCrlf() throws IOException {
        var in = file("in.txt", "编号;名称\n1;\"华康; 软件\"\n2;\"说,好\"\n", Charset.forName("GBK"));
        var result = folder.resolve("out.csv");
        assertThat(run(in.toString(), "--out", result.toString())).isZero();
        assertThat(Files.readString(result)).isEqualTo("编号,名称\r\n1,华康; 软件\r\n2,\"说,好\"\r\n");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void theReportSaysWhatWasFoundAndCountsEveryRow() throws IOException {
        var in = file("in.csv", "客户表\n\na,b,c\n1,2,3\n4,5\n", UTF_8);
        var report = folder.resolve("report.json");
        var result = folder.resolve("out.csv");
        assertThat(run(in.toString(), "--out=" + result, "--report", report.toString())).isZero();
        var json = JsonMapper.shared().readTree(Files.readString(report));
        assertThat(json.at("/parameters/text/separator").asString()).isEqualTo(",");
        assertThat(json.at("/parameters/preambleRows").asInt()).isEqualTo(2);
        assertThat(json.at("/rows/used").asInt()).isEqualTo(2);
        assertThat(json.at("/rows/read").asInt()).isEqualTo(4);
        assertThat(json.at("/flaws/0/code").asString()).isEqualTo("intake.table.too-few-cells");
        assertThat(json.at("/flaws/0/line").asInt()).isEqualTo(5);
        assertThat(json.at("/seconds").isNumber()).isTrue();
    }

    @Test
    void whatIsSaidIsObeyed() throws IOException {
        var in = file("in.csv", "'a|x'|'b'\n'c\\'d'|'e'\n", UTF_8);
        var result = folder.resolve("out.csv");
        int code =
                run(
                        in.toString(),
                        "--out",
                        result.toString(),
                        "--separator",
                        "|",
                        "--quote",
                        "'",
                        "--escape",
                        "\\",
                        "--header",
                        "0",
                        "--encoding",
                        "utf8");
        assertThat(code).isZero();
        assertThat(Files.readString(result)).isEqualTo("a|x,b\r\nc'd,e\r\n");
    }

    @Test
    void anEmptyFileGivesAnEmptyFile() throws IOException {
        var in = file("in.csv", "", UTF_8);
        var result = folder.resolve("out.csv");
        assertThat(run(in.toString(), "--out", result.toString(), "--separator", "")).isZero();
        assertThat(result).isEmptyFile();
    }

    @Test
    void aFileThatCannotBeReadEndsWithTwoAndOneSentenceAndNoOutput() throws IOException {
        var in = file("in.csv", "PK\u0003\u0004 and nothing more", UTF_8);
        var result = folder.resolve("out.csv");
        assertThat(run(in.toString(), "--out", result.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
        assertThat(result).doesNotExist();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(in);
        }
    }

    @Test
    void aWrongLineEndsWithTwoAndOneSentence() throws IOException {
        var in = file("in.csv", "a,b\n1,2\n", UTF_8).toString();
        var result = folder.resolve("out.csv").toString();
        for (var line :
                List.of(
                        List.<String>of(),
                        List.of(in),
                        List.of(in, "--out"),
                        List.of(in, "--out", result, "--colour", "red"),
                        List.of(in, "--out", result, "--header", "x"),
                        List.of(in, "--out", result, "--header", "-1"),
                        List.of(in, "--out", result, "--quote", "ab"),
                        List.of(in, "--out", result, "--encoding", "klingon"),
                        List.of(in, in, "--out", result),
                        List.of(in, "--out", in),
                        List.of(in, "--out", folder.resolve("none/out.csv").toString()),
                        List.of(folder.toString(), "--out", result),
                        List.of(in + ".none", "--out", result))) {
            err.reset();
            assertThat(run(line.toArray(String[]::new))).as(line.toString()).isEqualTo(2);
            assertThat(err.toString(UTF_8).lines()).as(line.toString()).hasSize(1);
        }
        assertThat(Files.readString(Path.of(in))).isEqualTo("a,b\n1,2\n");
    }
}
