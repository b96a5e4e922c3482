package io.kedang.customer;

import io.kedang.access.Companies;
import io.kedang.customer.record.RecordFields;
import io.kedang.kernel.condition.ConditionField;
import io.kedang.kernel.field.FieldInput;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

@Configuration(proxyBeanMethods = false)
class CustomerConfiguration {
    @Bean
    FieldInput fieldInput(Companies companies) {
        return new FieldInput(companies::zone);
    }

    @Bean
    RecordFields customerFields(CustomerCatalogue catalogue, FileFields fields) {
        return new RecordFields(
                Customers.KIND,
                fields::all,
                field ->
                        catalogue
                                .forReader()
                                .find(field.key())
                                .map(ConditionField::operatorWords)
                                .orElse(List.of()),
                catalogue::rowsForReader);
    }
}
