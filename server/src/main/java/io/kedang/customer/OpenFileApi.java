package io.kedang.customer;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.kernel.Version;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/customers/{id}")
class OpenFileApi {
    /// @param watermark whether a policy asks that who looks at it stands across its page
    record OpenFileView(
            Map<String, @Nullable Object> customer,
            boolean watermark,
            Map<String, @Nullable Object> tabs) {}

    private final OpenFiles files;
    private final CustomerView view;

    OpenFileApi(OpenFiles files, CustomerView view) {
        this.files = files;
        this.view = view;
    }

    /// The file with what each of its tabs shows first: the same as `/customers/{id}` and, under
    /// the name of the tab, `/customers/{id}/people`, `…/orders` and so on, in one answer.
    @GetMapping("/open")
    @Needs(Right.CUSTOMER_READ)
    ResponseEntity<OpenFileView> open(@PathVariable UUID id) {
        var file = files.open(new CustomerId(id));
        return ResponseEntity.ok()
                .eTag(Version.tag(file.customer().version()))
                .body(new OpenFileView(view.of(file.customer()), file.watermark(), file.tabs()));
    }
}
