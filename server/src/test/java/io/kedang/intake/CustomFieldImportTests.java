package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.List;
import java.util.UUID;

/// A column whose heading is the label of a custom field comes into that field, by its rules.
@KedangTest
class CustomFieldImportTests {
    @Autowired TestCompany company;

    @Test
    void aColumnIsKnownByItsLabelAndItsOptionsByTheirs() {
        var imports = ImportClient.of(company);
        imports.work(imports.bring("before.csv", "客户名称\n瓶子之前\n"), "check");
        var name = "bottle" + UUID.randomUUID().toString().substring(0, 8).replace("-", "");
        var made =
                company.client(company.administrator())
                        .put(
                                "/fields/custom/" + name,
                                """
                                {"type":"CHOICE","section":"file","label":{"zh":"瓶色%s"},
                                 "options":[{"code":"AMBER","label":{"zh":"琥珀","en":"Amber"}}],
                                 "required":false,"listed":false,"searched":false,
                                 "sensitive":false,"position":1,"retired":false}
                                """
                                        .formatted(name));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var firm = "瓶子公司" + name;
        var id =
                imports.bring(
                        "bottles.csv",
                        "客户名称,瓶色%1$s%n%2$s甲,琥珀%n%2$s乙,Amber%n%2$s丙,紫%n%2$s丁,%n"
                                .formatted(name, firm));
        var columns = imports.get(id).body().at("/columns");
        assertThat(columns.values().stream().map(each -> each.at("/mappedTo").asString("")))
                .containsExactly("name", "custom." + name);
        imports.work(id, "run");
        assertThat(imports.counts(id)).startsWith(3, 0, 0, 1);
        var items = imports.api().get("/customers?size=10&columns=custom." + name).body();
        var colours =
                items.at("/items").values().stream()
                        .filter(item -> item.at("/name").asString().startsWith(firm))
                        .map(item -> item.at("/custom/" + name).asString(""))
                        .toList();
        assertThat(colours).containsExactlyInAnyOrderElementsOf(List.of("AMBER", "AMBER", ""));
    }
}
