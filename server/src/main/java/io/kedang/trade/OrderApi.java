package io.kedang.trade;

import io.kedang.access.Needs;
import io.kedang.access.Right;
import io.kedang.customer.CustomerId;
import io.kedang.kernel.Money;
import io.kedang.kernel.sql.DayPlace;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1")
class OrderApi {
    record LineBody(
            @Min(1) @Max(100_000) int lineNumber,
            @NotNull @Size(max = 60) String productCode,
            @NotBlank @Size(max = 300) String productName,
            @NotNull @Digits(integer = 14, fraction = 4) BigDecimal quantity,
            @NotNull @Digits(integer = 14, fraction = 4) BigDecimal unitPrice,
            @NotNull @Digits(integer = 16, fraction = 2) BigDecimal amount) {}

    record MoneyBody(
            @NotNull @Digits(integer = 16, fraction = 2) BigDecimal amount,
            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "{request.expected.currency}")
                    String currency) {}

    record OrderBody(
            @NotNull UUID customerId,
            @NotBlank @Size(max = 60) String orderNumber,
            @NotNull LocalDate orderedOn,
            @NotNull @Valid MoneyBody total,
            @NotNull OrderStatus status,
            @Nullable @Size(max = 200) String place,
            @Nullable UUID owner,
            @Nullable @Size(max = 2000) String breach,
            @Nullable @Size(max = 2000) String remark,
            @Nullable @Size(max = 1000) List<@NotNull @Valid LineBody> lines) {}

    record OrdersOfCustomer(List<Order> items, @Nullable String next, List<Orders.Total> totals) {
        /// A page of at most `size`; fewer are the last ones.
        static OrdersOfCustomer of(List<Order> page, int size, List<Orders.Total> totals) {
            var next =
                    page.size() < size
                            ? null
                            : new DayPlace(page.getLast().orderedOn(), page.getLast().id())
                                    .toString();
            return new OrdersOfCustomer(page, next, totals);
        }
    }

    private final Orders orders;

    OrderApi(Orders orders) {
        this.orders = orders;
    }

    @PutMapping("/orders/{id}")
    @Needs({Right.CUSTOMER_EDIT, Right.TRADE_READ})
    @ResponseStatus(HttpStatus.CREATED)
    Order enter(@PathVariable UUID id, @Valid @RequestBody OrderBody body) {
        var lines =
                body.lines() == null
                        ? List.<OrderLine>of()
                        : body.lines().stream()
                                .map(
                                        line ->
                                                new OrderLine(
                                                        line.lineNumber(),
                                                        line.productCode(),
                                                        line.productName(),
                                                        line.quantity(),
                                                        line.unitPrice(),
                                                        line.amount()))
                                .toList();
        return orders.enter(
                new Order(
                        id,
                        new CustomerId(body.customerId()),
                        body.orderNumber().strip(),
                        body.orderedOn(),
                        new Money(body.total().amount(), body.total().currency()),
                        body.status(),
                        body.place(),
                        body.owner(),
                        body.breach(),
                        body.remark(),
                        "MANUAL",
                        1,
                        lines));
    }

    @GetMapping("/orders/{id}")
    @Needs({Right.CUSTOMER_READ, Right.TRADE_READ})
    Order get(@PathVariable UUID id) {
        return orders.get(id);
    }

    /// Newest first; `after` is the place where the page before ended.
    @GetMapping("/customers/{customer}/orders")
    @Needs({Right.CUSTOMER_READ, Right.TRADE_READ})
    OrdersOfCustomer ofCustomer(
            @PathVariable UUID customer,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var id = new CustomerId(customer);
        var page = orders.listOf(id, DayPlace.parse(after), size);
        return OrdersOfCustomer.of(page, size, after == null ? orders.totals(id) : List.of());
    }
}
