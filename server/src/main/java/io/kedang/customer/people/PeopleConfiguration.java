package io.kedang.customer.people;

import io.kedang.customer.record.RecordFields;
import io.kedang.customer.record.RecordSeal;
import io.kedang.sealing.FieldCipher;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {
    @Bean
    RecordSeal personSeal(FieldCipher cipher) {
        return new RecordSeal(cipher, People.KIND);
    }

    /// People are found through their customers; lists of them have no filters of their own.
    @Bean
    RecordFields personFields() {
        return new RecordFields(People.KIND, () -> PersonFields.ALL, field -> List.of(), List::of);
    }
}
