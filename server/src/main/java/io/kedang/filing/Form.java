package io.kedang.filing;

import java.util.List;

/// What stands on a printed form, whatever it is printed as.
///
/// @param head at the top of every page, left and right
/// @param foot at the bottom of every page, left and right of the page's number
/// @param pages text of the page's number, {0} the page and {1} their number
/// @param mark faintly across every page; empty for none
record Form(String title, Ends head, Ends foot, String pages, List<Section> sections, String mark) {

    Form(String title, Ends head, Ends foot, String pages, List<Section> sections) {
        this(title, head, foot, pages, sections, "");
    }

    /// The same with where it comes from on every page.
    Form marked(String text) {
        return new Form(title, head, foot, pages, sections, text);
    }

    record Ends(String left, String right) {}

    record Section(String heading, List<Block> blocks) {}

    sealed interface Block permits Entries, Grid {}

    /// Labels with values, two beside each other, wide ones alone.
    ///
    /// @param signed with room to sign by hand, on one page
    record Entries(List<Entry> entries, boolean signed) implements Block {}

    record Entry(String label, Value value, boolean wide) {
        static Entry of(String label, String text) {
            return new Entry(label, new Text(text), false);
        }
    }

    sealed interface Value permits Text, Options {}

    record Text(String text) implements Value {}

    /// Boxes, of which one is ticked or none.
    record Options(List<Option> options) implements Value {}

    record Option(String label, boolean chosen) {}

    /// @param note below it; empty for none
    record Grid(List<Column> columns, List<List<String>> rows, String note) implements Block {}

    /// @param width in millimetres
    record Column(String heading, int width, Align align) {
        Column headed(String other) {
            return new Column(other, width, align);
        }
    }

    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }
}
