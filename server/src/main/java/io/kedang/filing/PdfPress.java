package io.kedang.filing;

import com.openhtmltopdf.extend.FSSupplier;
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
import java.util.Locale;
import java.util.concurrent.Semaphore;

/// Sets forms as PDF. The glyphs that a form uses are embedded, so that it looks alike everywhere
/// and its text can be searched; nothing is loaded from anywhere else. What the font lacks is
/// printed as 〓, as Chinese printers do.
@Component
class PdfPress {
    private static final String FAMILY = "Noto Sans SC";
    private static final String REGULAR = "/fonts/400Regular/NotoSansSC_400Regular.ttf";
    private static final String SEMI_BOLD = "/fonts/600SemiBold/NotoSansSC_600SemiBold.ttf";
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
        resource(REGULAR).close();
        resource(SEMI_BOLD).close();
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
        new PdfRendererBuilder()
                .useFastMode()
                .useFont(font(REGULAR), FAMILY, 400, FontStyle.NORMAL, true)
                .useFont(font(SEMI_BOLD), FAMILY, 600, FontStyle.NORMAL, true)
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

    private static FSSupplier<InputStream> font(String path) {
        return () -> resource(path);
    }

    private static InputStream resource(String path) {
        var found = PdfPress.class.getResourceAsStream(path);
        if (found == null) {
            throw new IllegalStateException(
                    path + " is missing: `npm ci` in server/fonts brings it, as ./kedang does");
        }
        return found;
    }
}
