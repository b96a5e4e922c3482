package io.kedang.filing;

import java.util.List;
import java.util.Locale;

/// A form as XHTML; how it looks, `form.css` says.
final class FormHtml {
    private static final String ACROSS =
            "@page { size: A4 landscape; margin: 16mm 10mm 14mm 10mm; }";

    /// A table of so few rows stays on one page.
    private static final int SHORT = 3;

    /// On an upright page; one across has room for two.
    private static final int MARKS = 3;

    private final Html html = new Html();

    private FormHtml() {}

    static String of(Form form, boolean landscape, String css, Locale locale) {
        var writer = new FormHtml();
        writer.document(form, landscape, css, locale);
        return writer.html.toString();
    }

    private void document(Form form, boolean landscape, String css, Locale locale) {
        html.open("html", "lang", locale.toLanguageTag()).open("head");
        html.open("title").text(form.title()).close();
        html.open("style").text(css).text(landscape ? ACROSS : "").close().close();
        html.open("body", "class", landscape ? "landscape" : "portrait");
        mark(form.mark(), landscape);
        ends("head", form.head(), "");
        ends("foot", form.foot(), form.pages());
        html.open("h1").text(form.title()).close();
        for (var section : form.sections()) {
            if (!section.heading().isEmpty()) {
                html.open("h2").text(section.heading()).close();
            }
            section.blocks().forEach(this::block);
        }
        html.close().close();
    }

    private void mark(String text, boolean landscape) {
        if (!text.isEmpty()) {
            for (int n = 1; n <= (landscape ? 2 : MARKS); n++) {
                html.element("div", "mark mark" + n, text);
            }
        }
    }

    private void ends(String name, Form.Ends ends, String pages) {
        html.open("table", "class", "ends " + name).open("tr");
        html.element("td", "start", ends.left());
        html.open("td", "class", "middle");
        pages(pages);
        html.close();
        html.element("td", "end", ends.right()).close().close();
    }

    private void pages(String pages) {
        var rest = pages;
        for (var counter : List.of("page", "pages")) {
            int at = rest.indexOf(counter.equals("page") ? "{0}" : "{1}");
            if (at >= 0) {
                html.text(rest.substring(0, at));
                html.element("span", counter, "");
                rest = rest.substring(at + 3);
            }
        }
        html.text(rest);
    }

    private void block(Form.Block block) {
        switch (block) {
            case Form.Entries entries -> entries(entries);
            case Form.Grid grid -> grid(grid);
        }
    }

    private void entries(Form.Entries block) {
        html.open("table", "class", block.signed() ? "entries signed" : "entries");
        for (var column : List.of("label", "value", "label", "value")) {
            html.element("col", column, "");
        }
        for (var row : FormRows.of(block.entries())) {
            html.open("tr");
            boolean alone = row.size() == 1;
            for (var entry : row) {
                html.open("th").text(entry.label()).close();
                html.open("td", "colspan", alone ? "3" : "1");
                value(entry.value());
                html.close();
            }
            html.close();
        }
        html.close();
    }

    private void value(Form.Value value) {
        switch (value) {
            case Form.Text text -> html.text(text.text());
            case Form.Options options -> options.options().forEach(this::option);
        }
    }

    /// Drawn, not written: fonts differ in whether they have the boxes.
    private void option(Form.Option option) {
        html.open("span", "class", option.chosen() ? "option chosen" : "option");
        html.open("span", "class", "box");
        if (option.chosen()) {
            html.element("span", "tick", "");
        }
        html.close().text(option.label()).close().text(" ");
    }

    private void grid(Form.Grid grid) {
        html.open("table", "class", grid.rows().size() <= SHORT ? "grid short" : "grid");
        int all = grid.columns().stream().mapToInt(Form.Column::width).sum();
        for (var column : grid.columns()) {
            var share = String.format(Locale.ROOT, "%.3f", 100.0 * column.width() / all);
            html.open("col", "style", "width: " + share + "%").close();
        }
        html.open("thead").open("tr");
        grid.columns().forEach(column -> html.open("th").text(column.heading()).close());
        html.close().close().open("tbody");
        for (var row : grid.rows()) {
            html.open("tr");
            for (int i = 0; i < row.size(); i++) {
                var align = grid.columns().get(i).align().name().toLowerCase(Locale.ROOT);
                html.element("td", align, row.get(i));
            }
            html.close();
        }
        html.close().close();
        if (!grid.note().isEmpty()) {
            html.element("p", "note", grid.note());
        }
    }
}
