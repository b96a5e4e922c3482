package io.kedang.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/// What fits has to contain everything that the frame's own patterns match.
class AddressShapeTests {
    @ParameterizedTest
    @CsvSource({
        "/customers/{id}, /customers/7, true",
        "/customers/{id}, /customers/%E5%AE%A2, true",
        "/customers/{id}, /%63ustomers/7, true",
        "/customers/{id}, /customers/7;v=1, true",
        "/customers/{id}, /customers, false",
        "/customers/{id}, /customers/, false",
        "/customers/{id}, /customers/7/, false",
        "/customers/{id}, /customers/7/people, false",
        "/customers/{id}, /orders/7, false",
        "/customers/{id}/people, /customers/7/people, true",
        "/customers/{id}/people, /customers/7/orders, false",
        "/customers/{id}/people, /customers//people, false",
        "/imports/{id}/errors.xlsx, /imports/7/errors.xlsx, true",
        "/imports/{id}/errors.xlsx, /imports/7/errors-xlsx, false",
    })
    void wordsAndVariablesAreTold(String pattern, String address, boolean fits) {
        var path = PathContainer.parsePath(address);
        assertThat(AddressShape.of(pattern).fits(path)).isEqualTo(fits);
        assertThat(PathPatternParser.defaultInstance.parse(pattern).matches(path)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "/files/{*rest}, /files/a/b/c",
        "/files/**, /files",
        "/files/{name:[a-z]+}.txt, /files/a.txt",
        "/files/*.txt, /files/a.txt",
    })
    void whatSaysMoreThanWordsAndVariablesIsLeftToTheFrame(String pattern, String address) {
        assertThat(AddressShape.of(pattern).fits(PathContainer.parsePath(address))).isTrue();
    }
}
