package io.kedang.kernel.text;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

/// Why a typed value is none. The arguments of the texts never hold a sensitive value.
public enum ValueProblem implements Problem {
    EMPTY("value.empty"),
    /// {0} characters at most
    TOO_LONG("value.too-long"),
    /// {0} position of the character
    UNPRINTABLE("value.unprintable"),
    MASKED("value.masked"),
    CREDIT_CODE_FORM("value.credit-code-form"),
    /// {0} the check digit that the first 17 demand
    CREDIT_CODE_CHECK("value.credit-code-check"),
    ID_NUMBER_FORM("value.id-number-form"),
    ID_NUMBER_DATE("value.id-number-date"),
    ID_NUMBER_CHECK("value.id-number-check"),
    ID_DOCUMENT_FORM("value.id-document-form"),
    PHONE_FORM("value.phone-form"),
    PHONE_DAMAGED("value.phone-damaged"),
    PHONE_AREA_CODE("value.phone-area-code"),
    PHONE_SEVERAL("value.phone-several"),
    POSTCODE_FORM("value.postcode-form"),
    EMAIL_FORM("value.email-form"),
    LINK_FORM("value.link-form"),
    /// {0} the scheme
    LINK_SCHEME("value.link-scheme"),
    BANK_ACCOUNT_FORM("value.bank-account-form"),
    BANK_NUMBER_FORM("value.bank-number-form"),
    DATE_FORM("value.date-form"),
    /// {0} year, {1} month, {2} day
    DATE_ABSENT("value.date-absent"),
    TIME_FORM("value.time-form"),
    NUMBER_FORM("value.number-form"),
    NUMBER_VAGUE("value.number-vague"),
    NUMBER_NOT_WHOLE("value.number-not-whole"),
    NUMBER_NEGATIVE("value.number-negative"),
    NUMBER_TOO_LARGE("value.number-too-large"),
    /// {0} the least number
    NUMBER_TOO_SMALL("value.number-too-small"),
    /// {0} the amount as it was typed
    MONEY_TOO_FINE("value.money-too-fine"),
    /// {0} the code as it was typed
    CURRENCY_UNKNOWN("value.currency-unknown"),
    YES_NO_FORM("value.yes-no-form"),
    /// {0} the word as it was typed
    OPTION_UNKNOWN("value.option-unknown"),
    /// {0} how many are allowed
    TOO_MANY("value.too-many"),
    /// {0} the id as it was typed
    ID_FORM("value.id-form"),
    WRONG_TYPE("value.wrong-type");

    private final String code;

    ValueProblem(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
