package io.kedang.classification;

import io.kedang.classification.Classifications.Explanation;
import io.kedang.customer.CustomerId;
import io.kedang.customer.FileTab;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Why an opened file has its class.
@Component
class ClassificationTab implements FileTab {
    private final Classifications classifications;

    ClassificationTab(Classifications classifications) {
        this.classifications = classifications;
    }

    @Override
    public String name() {
        return "classification";
    }

    @Override
    public @Nullable Explanation open(CustomerId file) {
        return classifications.ofOpened(file).orElse(null);
    }
}
