package io.kedang.filing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

class PdfPressTests {
    @Test
    void rareCharactersOfNamesArePrintedAndNotReplaced() throws Exception {
        var names = "𠮷田 𨋢記 㑳 𬤊 单雄信";
        var entry = Form.Entry.of("𠮷", names);
        var pdf = print(new Form.Entries(List.of(entry), false));
        Pdf.keep(pdf, "rare.pdf");
        assertThat(Pdf.text(pdf)).contains(names.replace(" ", "")).doesNotContain("〓");
    }

    @Test
    void aCharacterThatNoFontHasIsPrintedAsAMark() throws Exception {
        var pdf = print(new Form.Entries(List.of(Form.Entry.of("姓名", "王𠀀")), false));
        assertThat(Pdf.text(pdf)).contains("王〓");
    }

    @Test
    void aShortTableIsNotTornBetweenTwoPages() throws Exception {
        var line = Form.Entry.of("备注", "第一行");
        var column = new Form.Column("最近一年营业额", 50, Form.Align.LEFT);
        for (int lines = 60; lines <= 74; lines += 2) {
            var grid = new Form.Grid(List.of(column), List.of(List.of("甲"), List.of("乙")), "");
            var pdf = print(new Form.Entries(Collections.nCopies(lines, line), false), grid);
            try (var document = Loader.loadPDF(pdf)) {
                for (int page = 1; page <= document.getNumberOfPages(); page++) {
                    var text = Pdf.text(document, page);
                    assertThat(text.contains("营业额"))
                            .as("%s lines, page %s", lines, page)
                            .isEqualTo(text.contains("甲"))
                            .isEqualTo(text.contains("乙"));
                }
            }
        }
    }

    private static byte[] print(Form.Block... blocks) throws Exception {
        var ends = new Form.Ends("左", "右");
        var section = new Form.Section("基本资料", List.of(blocks));
        var form = new Form("客户档案表", ends, ends, "第 {0} 页 共 {1} 页", List.of(section));
        return new PdfPress().print(form, false, Locale.SIMPLIFIED_CHINESE);
    }
}
