package io.kedang.customer;

import io.kedang.kernel.Version;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import java.util.Map;

/// How other rooms show a file: as the reader sees it, sensitive values masked.
@Component
public class CustomerViews {
    private final CustomerView view;

    CustomerViews(CustomerView view) {
        this.view = view;
    }

    /// The value of a field in the form that answers have; null where there is none.
    public @Nullable Object shown(Customer customer, Field field) {
        return field.of(customer.kind().name()) ? view.shown(customer, field) : null;
    }

    /// A file that was changed, with its version.
    public ResponseEntity<Map<String, @Nullable Object>> answer(Customer customer) {
        return ResponseEntity.ok().eTag(Version.tag(customer.version())).body(view.of(customer));
    }
}
