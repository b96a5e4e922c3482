package io.kedang.matrix;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/// What the house answered, whatever its form.
record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String type() {
        return headers.getOrDefault("content-type", List.of("")).getFirst();
    }

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    JsonNode json() {
        return type().contains("json") ? JSON.readTree(body) : JSON.missingNode();
    }

    /// Of a refusal; empty otherwise.
    String code() {
        return json().at("/code").asString("");
    }

    /// Everything that somebody can read in it: headers, body, what stands in workbooks, documents
    /// and printed pages.
    String text() {
        var text = new StringBuilder();
        new TreeMap<>(headers)
                .forEach(
                        (name, values) ->
                                values.forEach(
                                        value -> text.append(name + ": " + decoded(value) + "\n")));
        try {
            if (type().contains("pdf")) {
                try (var document = Loader.loadPDF(body)) {
                    text.append(new PDFTextStripper().getText(document));
                }
            } else if (type().contains("officedocument")) {
                text.append(unpacked());
            } else {
                text.append(new String(body, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private String unpacked() throws IOException {
        var text = new StringBuilder();
        var file = Files.createTempFile("answer", ".zip");
        try {
            Files.write(file, body);
            try (var zip = new ZipFile(file.toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    var part = zip.getInputStream(entry).readAllBytes();
                    text.append(
                            new String(part, StandardCharsets.UTF_8).replaceAll("<[^>]*>", " "));
                    text.append('\n');
                }
            }
        } finally {
            Files.delete(file);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        var text = type().contains("json") ? new String(body, StandardCharsets.UTF_8) : type();
        return status + " " + (text.length() > 400 ? text.substring(0, 400) + "…" : text);
    }
}
