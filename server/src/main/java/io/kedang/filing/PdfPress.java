package io.kedang.filing;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;

import org.springframework.stereotype.Component;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/// Sets forms as PDF. The glyphs that a form uses are embedded, so that it looks alike everywhere
/// and its text can be searched; nothing is loaded from anywhere else. Rare characters of names
/// from Hong Kong and Japan (𠮷, 𨋢), which the font of the mainland lacks, come from the fonts of
/// those regions; what none has is printed as 〓, as Chinese printers do.
@Component
class PdfPress {
    private static final List<Face> FACES =
            List.of(
                    new Face("SC", "Regular", 400),
                    new Face("SC", "SemiBold", 600),
                    new Face("HK", "Regular", 400),
                    new Face("JP", "Regular", 400));
    private static final String MISSING_GLYPH = "\u3013";

    /// A form being set takes some 60 MB, a list of thousands of rows all that there is.
    private static final int AT_ONCE = 2;

    private final Semaphore presses = new Semaphore(AT_ONCE, true);
    private final String css;

    PdfPress() throws IOException {
        XRLog.setLoggingEnabled(false);
        try (var file = resource("/io/kedang/filing/form.css")) {
            css = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (var face : FACES) {
            resource(face.path()).close();
        }
    }

    byte[] print(Form form, boolean landscape, Locale locale) {
        int taken = landscape ? AT_ONCE : 1;
        presses.acquireUninterruptibly(taken);
        try {
            return set(FormHtml.of(form, landscape, css, locale));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            presses.release(taken);
        }
    }

    private static byte[] set(String html) throws IOException {
        var out = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder();
        for (var face : FACES) {
            builder.useFont(
                    () -> resource(face.path()),
                    face.family(),
                    face.weight(),
                    FontStyle.NORMAL,
                    true);
        }
        builder.useFastMode()
                .useReplacementText(MISSING_GLYPH)
                .useExternalResourceAccessControl(
                        (uri, type) -> false,
                        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .withProducer("Kedang")
                .withHtmlContent(html, null)
                .toStream(out)
                .run();
        return out.toByteArray();
    }

    private static InputStream resource(String path) {
        var found = PdfPress.class.getResourceAsStream(path);
        if (found == null) {
            throw new IllegalStateException(
                    path + " is missing: `npm ci` in server/fonts brings it, as ./kedang does");
        }
        return found;
    }

    /// A file of a font; `form.css` names the families.
    private record Face(String region, String style, int weight) {
        String family() {
            return "Noto Sans " + region;
        }

        String path() {
            var face = weight + style;
            var folder = "noto-sans-" + region.toLowerCase(Locale.ROOT);
            return "/fonts/%s/%s/NotoSans%s_%s.ttf".formatted(folder, face, region, face);
        }
    }
}
