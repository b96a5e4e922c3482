package io.kedang.filing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// What stands on the pages of a PDF, and where.
final class Pdf {
    private static final float MILLIMETRE = 72 / 25.4f;

    private Pdf() {}

    /// Leaves a form in `target/forms`, to be looked at.
    static byte[] keep(byte[] form, String name) throws IOException {
        Files.write(Files.createDirectories(Path.of("target/forms")).resolve(name), form);
        return form;
    }

    /// The text of all pages without spaces and line ends, as a reader reads on.
    static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    static String text(PDDocument document, int page) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document).replaceAll("\\s", "");
    }

    static void assertNothingOutside(byte[] pdf, float millimetres) throws IOException {
        float margin = millimetres * MILLIMETRE;
        try (var document = Loader.loadPDF(pdf)) {
            var outside = new ArrayList<String>();
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    float right = text.getXDirAdj() + text.getWidthDirAdj();
                    if (text.getXDirAdj() < margin || right > text.getPageWidth() - margin) {
                        outside.add(text.getUnicode() + " at " + text.getXDirAdj());
                    }
                    super.processTextPosition(text);
                }
            }.getText(document);
            assertThat(outside).isEmpty();
        }
    }
}
