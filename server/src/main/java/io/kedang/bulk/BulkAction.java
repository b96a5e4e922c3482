package io.kedang.bulk;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;

enum BulkAction {
    FIELD,
    OWNER,
    TAGS,
    GRADE,
    DELETE;

    void check(CurrentUser user) {
        user.need(Right.CUSTOMER_EDIT);
        switch (this) {
            case GRADE -> user.need(Right.CLASSIFY);
            case DELETE -> user.need(Right.CUSTOMER_VOID);
            case FIELD, OWNER, TAGS -> {}
        }
    }
}
