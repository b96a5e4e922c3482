package io.kedang.customer;

import io.kedang.kernel.FieldError;
import io.kedang.kernel.field.Field;
import io.kedang.place.Match;
import io.kedang.place.Region.Level;
import io.kedang.place.Regions;

import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rule: the divisions of a Chinese address are written as the table of place names them (四川
/// becomes 四川省, 浙江省 / 义乌市 becomes 金华市 / 义乌市). What no table has, as many a 高新区,
/// stays as it was typed. A city that lies in another province is wrong.
@Component
final class AddressNames {
    private static final Set<String> CHINA = Set.of("中国", "中华人民共和国", "CHINA", "CN", "PRC");
    private static final Field COUNTRY = CustomerFields.get("address.country");
    private static final Field PROVINCE = CustomerFields.get("address.province");
    private static final Field CITY = CustomerFields.get("address.city");
    private static final Field DISTRICT = CustomerFields.get("address.district");

    private final Regions regions;

    AddressNames(Regions regions) {
        this.regions = regions;
    }

    /// Writes the names into `values`, the values of one address as they came in together.
    ///
    /// @return what is wrong with them
    Optional<FieldError> tidy(Map<Field, ? super String> values) {
        var country = text(values, COUNTRY);
        var province = text(values, PROVINCE);
        var city = text(values, CITY);
        var district = text(values, DISTRICT);
        if (!(country.isEmpty() || CHINA.contains(country.toUpperCase(java.util.Locale.ROOT)))) {
            return Optional.empty();
        }
        var match = regions.match(province, city, district);
        if (isElsewhere(match, province, city)) {
            var error =
                    FieldError.of(
                            CITY.key(),
                            CustomerProblem.CITY_ELSEWHERE,
                            city,
                            match.name(Level.PROVINCE));
            return Optional.of(error);
        }
        if (!province.isEmpty()) {
            write(values, PROVINCE, match.name(Level.PROVINCE));
        }
        if (!city.isEmpty()) {
            boolean isProvince = match.name(Level.PROVINCE).startsWith(city);
            write(values, CITY, match.name(isProvince ? Level.PROVINCE : Level.CITY));
        }
        boolean cityIsDistrict = !city.isEmpty() && district.isEmpty();
        if (!district.isEmpty() || cityIsDistrict) {
            write(values, DISTRICT, match.name(Level.DISTRICT));
        }
        return Optional.empty();
    }

    private boolean isElsewhere(Match match, String province, String city) {
        if (province.isEmpty() || city.isEmpty() || match.path().size() != 1) {
            return false;
        }
        var alone = regions.match("", city, "").path();
        return !alone.isEmpty() && !alone.getFirst().code().equals(match.path().getFirst().code());
    }

    private static void write(Map<Field, ? super String> values, Field field, String name) {
        if (!name.isEmpty()) {
            values.put(field, name);
        }
    }

    private static String text(Map<Field, ? super String> values, Field field) {
        return values.get(field) instanceof String text ? text : "";
    }
}
