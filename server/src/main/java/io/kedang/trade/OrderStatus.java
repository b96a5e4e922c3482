package io.kedang.trade;

/// 订单状态. Drafts and cancelled orders count in no figure.
public enum OrderStatus {
    DRAFT,
    IN_PROGRESS,
    DONE,
    CANCELLED,
    RETURNED
}
