package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.fault.PlainText;
import io.kedang.kernel.NewId;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.SealBroken;
import io.kedang.sealing.SealedFiles;
import io.kedang.sealing.TestKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// Files on their way in.
class SealedUploadsTests {
    private static final String SECRET = "kenari13812345678";
    private static final String BOUNDARY = "frontier";
    private static final int LARGEST = 200_000;

    @TempDir Path data;
    private KeyStore keys;
    private SealedFiles sealed;
    private Path folder;
    private SealedUploads uploads;

    @BeforeEach
    void open() throws IOException {
        var master = TestKeys.master(data.resolve("keys"));
        keys = KeyStore.open(data.resolve("keys"), null, master, InstantSource.system());
        sealed = new SealedFiles(keys);
        folder = Files.createDirectories(data.resolve("uploads"));
        uploads = new SealedUploads(folder, sealed, LARGEST);
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private static String file(String content) {
        return "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"客户.csv\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, content);
    }

    private static String field(String name, String value) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, name, value);
    }

    private MultipartHttpServletRequest take(String... parts) {
        var body = String.join("", parts) + "--" + BOUNDARY + "--\r\n";
        var request = new MockHttpServletRequest("POST", "/api/v1/imports");
        request.setContentType("multipart/form-data; boundary=" + BOUNDARY);
        request.setContent(body.getBytes(UTF_8));
        assertThat(uploads.isMultipart(request)).isTrue();
        return uploads.resolveMultipart(request);
    }

    private List<Path> onDisk() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aFileIsOnTheDiskSealedAsLongAsItsRequestLasts() throws IOException {
        var content = (SECRET + "\n").repeat(5_000);

        var request = take(field("kind", "客户"), file(content));

        assertThat(onDisk()).hasSize(1);
        assertThat(new PlainText(List.of(SECRET)).search(data)).isEmpty();
        assertThat(request.getParameter("kind")).isEqualTo("客户");
        var file = request.getFile("file");
        assertThat(file.getOriginalFilename()).isEqualTo("客户.csv");
        assertThat(file.getContentType()).isEqualTo("text/csv");
        assertThat(file.getSize()).isEqualTo(content.length());
        assertThat(new String(file.getBytes(), UTF_8)).isEqualTo(content);
        uploads.cleanupMultipart(request);
        assertThat(onDisk()).isEmpty();
    }

    @Test
    void whatIsRefusedLeavesNothing() throws IOException {
        assertThatThrownBy(() -> take(file("1"), file(SECRET.repeat(LARGEST))))
                .isInstanceOf(MaxUploadSizeExceededException.class);
        var named = file("1").replace("filename=\"客户.csv\"", "filename*=UTF-8''a%00b");
        assertThatThrownBy(() -> take(file("1"), named)).isInstanceOf(MultipartException.class);
        var many = file("1".repeat(LARGEST - 1)).repeat(8);
        assertThatThrownBy(() -> take(many)).isInstanceOf(MaxUploadSizeExceededException.class);
        var torn = new MockHttpServletRequest("POST", "/api/v1/imports");
        torn.setContentType("multipart/form-data; boundary=" + BOUNDARY);
        torn.setContent((file("1") + file("2") + "--front").getBytes(UTF_8));
        assertThatThrownBy(() -> uploads.resolveMultipart(torn))
                .isInstanceOf(MultipartException.class);
        assertThatThrownBy(() -> take(file("1").repeat(11))).isInstanceOf(MultipartException.class);
        assertThat(onDisk()).isEmpty();
    }

    @Test
    void aStartRemovesWhatAKilledServerLeft() throws IOException {
        take(file(SECRET));
        SealedUploads.clear(folder);
        assertThat(onDisk()).isEmpty();
    }

    @Test
    void theSpoolKeepsFilesSealedByTheKeyOfTheirImport() throws IOException {
        var spool = new Spool(data, sealed, keys);
        var id = new ImportId(NewId.next());
        keys.newKey(id.value());

        long size = spool.keep(id, new ByteArrayInputStream(SECRET.getBytes(UTF_8)));

        assertThat(size).isEqualTo(SECRET.length());
        assertThat(new PlainText(List.of(SECRET)).search(data)).isEmpty();
        assertThat(read(spool, id)).isEqualTo(SECRET);
        keys.erase(List.of(id.value()));
        assertThatThrownBy(() -> read(spool, id)).isInstanceOf(SealBroken.class);
    }

    @Test
    void aStartSealsWhatAnEarlierReleaseLeftInClear() throws IOException {
        var spool = new Spool(data, sealed, keys);
        var id = new ImportId(NewId.next());
        var expired = UUID.randomUUID();
        keys.newKey(id.value());
        var imports = Files.createDirectories(data.resolve("spool").resolve("imports"));
        Files.writeString(imports.resolve(id.value().toString()), SECRET);
        Files.writeString(imports.resolve(expired.toString()), SECRET);
        Files.writeString(imports.resolve(UUID.randomUUID() + ".new"), SECRET);

        spool.sealFormer();

        assertThat(new PlainText(List.of(SECRET)).search(data)).isEmpty();
        assertThat(read(spool, id)).isEqualTo(SECRET);
        try (var left = Files.list(imports)) {
            assertThat(left).hasSize(1);
        }
        spool.sealFormer();
        assertThat(read(spool, id)).isEqualTo(SECRET);
    }

    private static String read(Spool spool, ImportId id) throws IOException {
        try (var content = spool.file(id).stream()) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }
}
