package io.kedang.trade;

import io.kedang.kernel.Problem;

import org.springframework.http.HttpStatus;

public enum TradeProblem implements Problem {
    ORDER_UNKNOWN("trade.order-unknown", HttpStatus.NOT_FOUND),
    ORDER_NUMBER_TAKEN("trade.order-number-taken", HttpStatus.CONFLICT),
    ORDER_ID_TAKEN("trade.order-id-taken", HttpStatus.CONFLICT),
    LINES_DO_NOT_ADD_UP("trade.lines-do-not-add-up", HttpStatus.UNPROCESSABLE_CONTENT),
    LINE_NUMBER_TWICE("trade.line-number-twice", HttpStatus.UNPROCESSABLE_CONTENT),
    AMOUNT_TOO_FINE("trade.amount-too-fine", HttpStatus.UNPROCESSABLE_CONTENT),
    NUMBER_TOO_FINE("trade.number-too-fine", HttpStatus.UNPROCESSABLE_CONTENT),
    NUMBER_TOO_LARGE("trade.number-too-large", HttpStatus.UNPROCESSABLE_CONTENT),
    LINE_NUMBER_TOO_LARGE("trade.line-number-too-large", HttpStatus.UNPROCESSABLE_CONTENT),
    CURRENCY_UNKNOWN("trade.currency-unknown", HttpStatus.UNPROCESSABLE_CONTENT);

    private final String code;
    private final HttpStatus status;

    TradeProblem(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
