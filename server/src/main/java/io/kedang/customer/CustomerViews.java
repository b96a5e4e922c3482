package io.kedang.customer;

import io.kedang.kernel.Version;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import java.util.Map;

/// How rooms above answer with a file that they changed: as the reader sees it, with its version.
@Component
public class CustomerViews {
    private final CustomerView view;

    CustomerViews(CustomerView view) {
        this.view = view;
    }

    public ResponseEntity<Map<String, @Nullable Object>> answer(Customer customer) {
        return ResponseEntity.ok()
                .eTag(Version.tag(customer.version()))
                .body(view.of(customer));
    }
}
