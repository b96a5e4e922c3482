package io.kedang.intake;

import io.kedang.sealing.SealedFiles;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.DefaultMultipartHttpServletRequest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Takes uploads in as they come, part by part, each file into a [SealedUpload]: nothing that
/// somebody uploads stands in clear on the disk, and nothing of it is held in memory. The servlet
/// container would write it to a file first.
final class SealedUploads implements MultipartResolver {
    private static final int MOST_PARTS = 10;
    private static final long FORM_DATA = 1 << 20;
    private static final int LONGEST_FIELD = 1 << 16;

    private final Path folder;
    private final SealedFiles sealed;
    private final long largest;

    /// @param largest what one file may weigh
    SealedUploads(Path folder, SealedFiles sealed, long largest) {
        this.folder = folder;
        this.sealed = sealed;
        this.largest = largest;
    }

    @Override
    public boolean isMultipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    @Override
    public MultipartHttpServletRequest resolveMultipart(HttpServletRequest request) {
        var taken = new Taken();
        try {
            var parts = new FileUpload();
            parts.setHeaderEncoding("UTF-8");
            parts.setFileCountMax(MOST_PARTS);
            parts.setFileSizeMax(largest);
            parts.setSizeMax(largest + FORM_DATA);
            var each = parts.getItemIterator(new ServletRequestContext(request));
            for (int count = 0; each.hasNext(); count++) {
                if (count == MOST_PARTS) {
                    throw new MultipartException("more parts than any form has");
                }
                take(each.next(), taken);
            }
            return taken.of(request);
        } catch (FileUploadIOException e) {
            taken.remove();
            throw refused(e.getCause() instanceof FileUploadException cause ? cause : e);
        } catch (IOException | InvalidFileNameException e) {
            taken.remove();
            throw refused(e);
        } catch (RuntimeException e) {
            taken.remove();
            throw e;
        }
    }

    private MultipartException refused(Exception e) {
        return e instanceof SizeException
                ? new MaxUploadSizeExceededException(largest, e)
                : new MultipartException("The parts of the request cannot be read", e);
    }

    private void take(FileItemStream part, Taken into) throws IOException {
        var name = part.getFieldName();
        if (name == null) {
            throw new MultipartException("a part has no name");
        }
        try (var content = part.openStream()) {
            if (part.isFormField()) {
                var text = content.readNBytes(LONGEST_FIELD + 1);
                if (text.length > LONGEST_FIELD) {
                    throw new MaxUploadSizeExceededException(LONGEST_FIELD);
                }
                into.fields
                        .computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(new String(text, StandardCharsets.UTF_8));
            } else {
                into.files.add(name, SealedUpload.take(folder, sealed.passing(), part, content));
            }
        }
    }

    @Override
    public void cleanupMultipart(MultipartHttpServletRequest request) {
        request.getMultiFileMap().values().forEach(SealedUploads::remove);
    }

    private static void remove(List<MultipartFile> files) {
        files.forEach(file -> ((SealedUpload) file).remove());
    }

    /// Removes what a killed server left: nobody has its keys.
    static void clear(Path folder) throws IOException {
        try (var left = Files.newDirectoryStream(folder)) {
            for (var file : left) {
                Files.delete(file);
            }
        }
    }

    /// What was read so far.
    private static final class Taken {
        private final MultiValueMap<String, MultipartFile> files = new LinkedMultiValueMap<>();
        private final Map<String, List<String>> fields = new HashMap<>();

        MultipartHttpServletRequest of(HttpServletRequest request) {
            var texts = new HashMap<String, String[]>();
            fields.forEach((name, values) -> texts.put(name, values.toArray(String[]::new)));
            return new DefaultMultipartHttpServletRequest(request, files, texts, Map.of());
        }

        void remove() {
            files.values().forEach(SealedUploads::remove);
        }
    }
}
