package io.kedang.customer;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.condition.ConditionJson;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping("/api/v1/customers")
class ListApi {
    enum Count {
        none,
        /// As far as a page needs it: to 10,000, then 'so many and more'.
        some,
        exact
    }

    record CustomerPage(
            List<Map<String, @Nullable Object>> items,
            @Nullable String next,
            @Nullable Integer count,
            @Nullable Boolean countIsExact) {}

    private final CustomerLists lists;
    private final CustomerView view;
    private final FileFields fields;

    ListApi(CustomerLists lists, CustomerView view, FileFields fields) {
        this.lists = lists;
        this.view = view;
        this.fields = fields;
    }

    /// @param columns keys of fields, separated by commas; without any, those that lists show by
    /// themselves
    /// @param count `exact` counts all, however many; `some` stops at 10,000
    @GetMapping
    @Needs(Right.CUSTOMER_READ)
    CustomerPage list(
            @RequestParam(defaultValue = "") @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable @Size(max = 20_000) String filter,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "false") boolean voided,
            @RequestParam(defaultValue = "") @Size(max = 4_000) String columns,
            @RequestParam(defaultValue = "none") Count count) {
        var condition = filter == null ? Condition.EVERYTHING : ConditionJson.read(filter);
        var wanted = fields.columns(columns.isBlank() ? List.of() : List.of(columns.split(",")));
        var query = new CustomerQuery(q, condition, sort, size, after, voided, wanted);
        var page = lists.page(query);
        var shown = new ArrayList<>(wanted);
        CustomerFields.ALL.stream()
                .filter(field -> List.of("fileNumber", "name", "grade").contains(field.key()))
                .filter(field -> !shown.contains(field))
                .forEach(shown::add);
        var items = page.items().stream().map(customer -> view.of(customer, shown)).toList();
        if (count == Count.none) {
            return new CustomerPage(items, page.next(), null, null);
        }
        int most = count == Count.exact ? Integer.MAX_VALUE : CustomerLists.COUNTED_EXACTLY;
        int found = lists.count(query, most);
        return new CustomerPage(items, page.next(), Math.min(found, most), found <= most);
    }
}
