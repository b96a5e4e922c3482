package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.condition.Operator;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Secrecy;
import io.kedang.matrix.Http.Request;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is masked can't be guessed at either: whoever asks by filter, order, search, export or
/// policy learns the same from a right guess as from a wrong one.
///
/// Numbers of mobiles can be looked up as a whole and by their last digits, on purpose.
@Tag("s1")
@MatrixTest
class MaskedFieldTests {
    private static final Set<Operator> ABOUT_PRESENCE = Set.of(Operator.MISSING, Operator.PRESENT);

    @Autowired World world;

    /// A guess at the value of one file.
    ///
    /// @param right as a fragment of JSON
    private record Guess(
            Field field, Canary canary, Operator operator, String right, String wrong) {
        @Override
        public String toString() {
            return "%s %s %s".formatted(field.key(), operator.word(), right);
        }
    }

    @Test
    void aRightGuessInAFilterIsAnsweredLikeAWrongOne() {
        var telling = new ArrayList<String>();
        var guesses = guesses();
        for (var guess : guesses) {
            var right = found(guess, filter(guess, guess.right()));
            var wrong = found(guess, filter(guess, guess.wrong()));
            if (!right.equals(wrong)) {
                telling.add("%s: %s, not %s".formatted(guess, right, wrong));
            }
        }
        assertThat(guesses).hasSizeGreaterThan(60);
        assertThat(telling).isEmpty();
    }

    @Test
    void aRightGuessAmongOthersIsAnsweredLikeAWrongOne() {
        var telling = new ArrayList<String>();
        for (var guess : guesses()) {
            for (var around :
                    List.of(
                            "{\"not\":%s}",
                            "{\"or\":[%s,{\"field\":\"name\",\"op\":\"eq\",\"value\":\"-\"}]}")) {
                var right = found(guess, around.formatted(filter(guess, guess.right())));
                var wrong = found(guess, around.formatted(filter(guess, guess.wrong())));
                if (!right.equals(wrong)) {
                    telling.add("%s in %s: %s, not %s".formatted(guess, around, right, wrong));
                }
            }
        }
        assertThat(telling).isEmpty();
    }

    @Test
    void nothingIsOrderedByWhatIsMasked() {
        var ordered = new ArrayList<String>();
        for (var field : masked()) {
            for (var sort : List.of(field.key(), "-" + field.key())) {
                var answer = director().get("/customers?size=200&sort=" + sort);
                if (answer.status() != 400 && answer.status() != 422) {
                    ordered.add(sort + ": " + answer);
                }
            }
        }
        assertThat(ordered).isEmpty();
    }

    @Test
    void aPartOfAMaskedValueFindsNothingInSearch() {
        var findings = new ArrayList<String>();
        for (var path : List.of("/customers?size=200&count=exact&q=", "/people?size=200&q=")) {
            for (var canary : world.canaries().sealed()) {
                var answer = director().get(path + encoded(inner(canary.value())));
                assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                if (!answer.json().at("/items").isEmpty()) {
                    findings.add(path + " finds " + canary);
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    /// An export and a policy ask by the same conditions; one guess of each field shows that they
    /// pass the same check.
    @Test
    void exportsAndPoliciesTellNoMoreThanLists() {
        var telling = new ArrayList<String>();
        for (var guess : guesses()) {
            var status = director().send(list(filter(guess, guess.right()))).status();
            var export = "{\"format\":\"CSV\",\"filter\":" + filter(guess, guess.right()) + "}";
            var policy =
                    """
                    {"name":"x","enabled":true,"effect":"DENY","actions":["FIND"],
                     "level":"READABLE","relation":"ANY","condition":%s}
                    """
                            .formatted(filter(guess, guess.right()));
            var exported = director().send(Request.post("/exports", export)).status();
            var previewed =
                    world.administrator()
                            .send(
                                    Request.post(
                                            "/policies/" + world.words().get("policy") + "/preview",
                                            policy))
                            .status();
            boolean silent = previewed == status || previewed == 422;
            if (exported != status || !silent) {
                telling.add("%s: %d, %d, %d".formatted(guess, status, exported, previewed));
            }
        }
        assertThat(telling).isEmpty();
    }

    private Http director() {
        return world.principal("director").http();
    }

    private List<Field> masked() {
        return world.fields().stream().filter(field -> field.secrecy() != Secrecy.CLEAR).toList();
    }

    private List<Guess> guesses() {
        var guesses = new ArrayList<Guess>();
        for (var field : masked()) {
            var canary =
                    world.canaries().sealed().stream()
                            .filter(each -> each.field().equals(field.key()))
                            .findFirst();
            if (canary.isEmpty()) {
                continue;
            }
            for (var operator : Operator.values()) {
                boolean lookedUp = field.type() == FieldType.PHONE && operator == Operator.EQ;
                if (!ABOUT_PRESENCE.contains(operator) && !lookedUp) {
                    var value = canary.get().value();
                    guesses.add(
                            new Guess(
                                    field,
                                    canary.get(),
                                    operator,
                                    guess(field, operator, value),
                                    guess(field, operator, wrong(value))));
                }
            }
        }
        return guesses;
    }

    /// A value of the same form that nobody has.
    private static String wrong(String value) {
        return value.replaceAll("\\d(?=\\D*$)", value.endsWith("9") ? "8" : "9").replace('0', '1');
    }

    private static String guess(Field field, Operator operator, String value) {
        var text = field.type() == FieldType.EMAIL ? value + "@example.com" : value;
        var one = field.type() == FieldType.DECIMAL ? text : "\"" + text + "\"";
        return switch (operator) {
            case IN -> "[" + one + "]";
            case BETWEEN -> "[" + one + "," + one + "]";
            case CONTAINS -> "\"" + inner(text) + "\"";
            case STARTS_WITH -> "\"" + text.substring(0, text.length() - 2) + "\"";
            default -> one;
        };
    }

    /// What stands between beginning and end.
    private static String inner(String value) {
        return value.substring(1, value.length() - 1);
    }

    private static String filter(Guess guess, String value) {
        return "{\"field\":\"%s\",\"op\":\"%s\",\"value\":%s}"
                .formatted(guess.field().key(), guess.operator().word(), value);
    }

    private static Request list(String filter) {
        return Request.get("/customers?size=200&filter=" + encoded(filter));
    }

    /// Those of the files that are found whose value is masked, or the refusal.
    private Set<String> found(Guess guess, String filter) {
        var masked =
                world.canaries().sealed().stream()
                        .filter(canary -> canary.field().equals(guess.field().key()))
                        .map(canary -> world.file(canary.file()).words().get("fileNumber"))
                        .collect(Collectors.toSet());
        var answer = director().send(list(filter));
        return answer.succeeded()
                ? answer.json().at("/items").values().stream()
                        .map(item -> item.at("/fileNumber").asString())
                        .filter(masked::contains)
                        .collect(Collectors.toSet())
                : Set.of(answer.status() + " " + answer.code());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
