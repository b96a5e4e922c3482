package io.kedang.customer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The door to a file with everything that hangs on it, as the page opens it.
@Service
public class OpenFiles {
    private final Customers customers;
    private final List<FileTab> tabs;

    OpenFiles(Customers customers, List<FileTab> tabs) {
        this.customers = customers;
        this.tabs = tabs;
    }

    /// @param tabs what each shows first, by its name
    public record OpenFile(Customer customer, Map<String, @Nullable Object> tabs) {}

    /// Refuses as [Customers#get] does.
    @Transactional(readOnly = true)
    public OpenFile open(CustomerId id) {
        var customer = customers.get(id);
        var opened = new LinkedHashMap<String, @Nullable Object>();
        tabs.forEach(tab -> opened.put(tab.name(), tab.open(id)));
        return new OpenFile(customer, opened);
    }
}
