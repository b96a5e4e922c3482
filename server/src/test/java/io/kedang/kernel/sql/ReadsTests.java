package io.kedang.kernel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.KedangTest;
import io.kedang.kernel.Params;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

@KedangTest
class ReadsTests {
    private static final Statement COUNT =
            Statement.of("select n from generate_series(1, cast(:to as integer)) n where {which}");
    private static final Statement SAID = Statement.of("select cast(:word as text)");

    @Autowired Reads reads;

    @Test
    void eachQuestionHasItsOwnValuesAndItsOwnAnswer() {
        // The driver prepares what it sends for the fifth time.
        for (int again = 0; again < 8; again++) {
            var odd = upTo(5 + again, "n % 2 = :rest", 1);
            var even = upTo(4, "n % 2 = :rest", 0);
            var answered =
                    reads.ask(
                            odd.with(even, List::of)
                                    .with(
                                            said("你好"),
                                            (numbers, word) -> numbers + word.orElseThrow()));
            assertThat(answered).isEqualTo(List.of(odds(5 + again), List.of(2, 4)) + "你好");
        }
    }

    @Test
    void manyAnswerInTheirOrderAndNoneAnswersNothing() {
        assertThat(reads.ask(Read.all(List.of(said("b"), said("a"), said(null)))))
                .containsExactly(Optional.of("b"), Optional.of("a"), Optional.empty());
        assertThat(reads.ask(said("only").then(Read.all(List.<Read<String>>of())))).isEmpty();
        assertThat(reads.ask(Read.all(List.<Read<String>>of()))).isEmpty();
    }

    @Test
    void whatIsMadeOfAnAnswerMayAskForMore() {
        var asked =
                said("5")
                        .map(
                                word ->
                                        reads.ask(
                                                upTo(
                                                        Integer.parseInt(word.orElseThrow()),
                                                        "n > :rest",
                                                        3)));
        var both = reads.ask(asked.with(said("end"), (more, end) -> more + end.orElseThrow()));
        assertThat(both).isEqualTo("[4, 5]end");
    }

    @Test
    void theOneThatRefusesIsTheFirst() {
        var refusing =
                said("x")
                        .<String>map(
                                word -> {
                                    throw new IllegalStateException("refused");
                                });
        var unreached =
                said("y")
                        .<String>map(
                                word -> {
                                    throw new AssertionError("asked behind a refusal");
                                });
        assertThatThrownBy(() -> reads.ask(refusing.then(unreached)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("refused");
    }

    @Test
    void aQuestionThatTheDatabaseCanNotAnswerIsAFaultOfData() {
        assertThatThrownBy(() -> reads.ask(said("a").then(upTo(3, "1 / :rest > n", 0))))
                .isInstanceOf(DataAccessException.class);
    }

    private static List<Integer> odds(int to) {
        return IntStream.rangeClosed(1, to).filter(n -> n % 2 == 1).boxed().toList();
    }

    private static Read<List<Integer>> upTo(int to, String which, int rest) {
        var filled = COUNT.fill(Map.of("which", Fragment.of(which, "rest", rest)));
        return Read.rows(filled, Params.of("to", to), (row, n) -> row.getInt(1));
    }

    private static Read<Optional<String>> said(@Nullable String word) {
        return Read.rows(
                        SAID.fill(Map.of()),
                        Params.of("word", word),
                        (row, n) -> Optional.ofNullable(row.getString(1)))
                .map(List::getFirst);
    }
}
