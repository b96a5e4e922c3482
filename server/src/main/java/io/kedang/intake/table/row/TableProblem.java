package io.kedang.intake.table.row;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

/// Why a file cannot be read as a table, why a row of it is wrong, or what deserves a look.
public enum TableProblem implements Problem {
    FILE_UNREADABLE("file-unreadable", Weight.REFUSES_FILE),
    NOT_A_TABLE("not-a-table", Weight.REFUSES_FILE),
    COMPRESSED("compressed", Weight.REFUSES_FILE),
    BINARY_WORKBOOK("binary-workbook", Weight.REFUSES_FILE),
    WEB_PAGE("web-page", Weight.REFUSES_FILE),
    ENCRYPTED("encrypted", Weight.REFUSES_FILE),
    CORRUPT("corrupt", Weight.REFUSES_FILE),
    OLD_WORKBOOK("old-workbook", Weight.REFUSES_FILE),
    UNPACKS_TOO_LARGE("unpacks-too-large", Weight.REFUSES_FILE),
    DOCUMENT_TYPE("document-type", Weight.REFUSES_FILE),
    TOO_MANY_TEXTS("too-many-texts", Weight.REFUSES_FILE),
    NO_SHEET("no-sheet", Weight.REFUSES_FILE),
    SHEET_UNKNOWN("sheet-unknown", Weight.REFUSES_FILE),
    ENCODING_UNKNOWN("encoding-unknown", Weight.REFUSES_FILE),
    OPTION_WRONG("option-wrong", Weight.REFUSES_FILE),
    TABLE_UNKNOWN("table-unknown", Weight.REFUSES_FILE),
    TOO_MANY_COLUMNS("too-many-columns", Weight.REFUSES_FILE),
    ROW_TOO_LONG("row-too-long", Weight.REFUSES_FILE),
    QUOTES_UNBALANCED("quotes-unbalanced", Weight.REFUSES_FILE),
    CARD_TOO_LONG("card-too-long", Weight.REFUSES_FILE),

    TOO_FEW_CELLS("too-few-cells", Weight.WRONG_ROW),
    TOO_MANY_CELLS("too-many-cells", Weight.WRONG_ROW),
    UNDECODABLE("undecodable", Weight.WRONG_ROW),
    QUOTE_UNCLOSED("quote-unclosed", Weight.WRONG_ROW),
    ERROR_VALUE("error-value", Weight.WRONG_ROW),
    DIGITS_LOST("digits-lost", Weight.WRONG_ROW),
    FORMULA_WITHOUT_VALUE("formula-without-value", Weight.WRONG_ROW),
    CARD_DAMAGED("card-damaged", Weight.WRONG_ROW),

    CELLS_JOINED("cells-joined", Weight.NOTICE),
    QUOTE_STRAY("quote-stray", Weight.NOTICE);

    /// What a problem means for the reader of the table.
    public enum Weight {
        /// Thrown as a refusal: nothing of the file is read.
        REFUSES_FILE,
        /// The row is delivered, but its cells cannot be trusted.
        WRONG_ROW,
        /// The row was read by a rule that its writer may not have meant.
        NOTICE
    }

    private final String code;
    private final Weight weight;

    TableProblem(String name, Weight weight) {
        this.code = "intake.table." + name;
        this.weight = weight;
    }

    @Override
    public String code() {
        return code;
    }

    public Weight weight() {
        return weight;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
