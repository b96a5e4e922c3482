package io.kedang.customer;

import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Reads;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The door to a file with everything that hangs on it, as the page opens it.
@Service
public class OpenFiles {
    private final Customers customers;
    private final List<FileTab> tabs;
    private final Consultations consultations;
    private final Reads reads;

    OpenFiles(Customers customers, List<FileTab> tabs, Consultations consultations, Reads reads) {
        this.customers = customers;
        this.tabs = tabs;
        this.consultations = consultations;
        this.reads = reads;
    }

    /// @param watermark whether who looks at it stands across its page
    /// @param tabs what each shows first, by its name
    public record OpenFile(
            Customer customer, boolean watermark, Map<String, @Nullable Object> tabs) {}

    /// Refuses as [Customers#get] does.
    public OpenFile open(CustomerId id) {
        var contents = Read.all(tabs.stream().map(tab -> tab.open(id)).toList());
        return reads.ask(
                customers
                        .reading(id)
                        .with(
                                consultations.watermark(id),
                                (file, marked) -> new OpenFile(file, marked, Map.of()))
                        .with(
                                contents,
                                (file, opened) ->
                                        new OpenFile(
                                                file.customer(), file.watermark(), named(opened))));
    }

    private Map<String, @Nullable Object> named(List<Optional<Object>> opened) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < tabs.size(); i++) {
            named.put(tabs.get(i).name(), opened.get(i).orElse(null));
        }
        return named;
    }
}
