package io.kedang.customer;

import io.kedang.access.Companies;
import io.kedang.kernel.field.FieldInput;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CustomerConfiguration {
    @Bean
    FieldInput fieldInput(Companies companies) {
        return new FieldInput(companies::zone);
    }
}
