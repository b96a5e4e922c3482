package io.kedang.access.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.kernel.sql.Fragment;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The lock of single fields, beside [PolicyCompiler], which is that of whole files.
///
/// A class of fields is clear where a policy lets somebody read the file without masking it, and no
/// denying policy masks it. Which classes are not comes with each row, as a number that the
/// statement reads in its slot `{sight:c}`: however many rows, the policies are compiled once.
@Service
public class FieldLock {
    private final PolicyCompiler compiler;
    private final Directory directory;
    private final Companies companies;
    private final Clock clock;
    private final Cache<Key, Masks> compiled = Caffeine.newBuilder().maximumSize(2_000).build();

    private record Key(long epoch, LocalDate today, CurrentUser user) {}

    FieldLock(PolicyCompiler compiler, Directory directory, Companies companies, Clock clock) {
        this.compiler = compiler;
        this.directory = directory;
        this.companies = companies;
        this.clock = clock;
    }

    /// What is masked to one reader in some file at least.
    ///
    /// @param bits of [FieldSight], over `c`
    /// @param closed for each class that is not clear everywhere the files where it is not, over
    /// `c`
    public record Masks(Fragment bits, Map<FieldClass, Fragment> closed) {
        static final Masks NONE = new Masks(Fragment.of("0"), Map.of());

        public boolean isNothing() {
            return closed.isEmpty();
        }

        /// Whether there may be files that don't show it in clear.
        public boolean closes(FieldClass fields) {
            return closed.containsKey(fields);
        }

        /// What fills a statement on rows beside the files, which are seen as the files are.
        ///
        /// @param visible for the slot `{visible:c}`
        public Map<String, Fragment> slots(Fragment visible) {
            var masking = isNothing() ? Fragment.FALSE : Fragment.TRUE;
            return Map.of("visible:c", visible, "sight:c", bits, "masking", masking);
        }

        /// Files that show all these classes in clear, over `c`; nothing where all files do.
        public Optional<Fragment> clear(Collection<FieldClass> classes) {
            var sql = new ArrayList<String>();
            var values = new HashMap<String, @Nullable Object>();
            for (var fields : classes) {
                var files = closed.get(fields);
                if (files != null) {
                    sql.add("(" + files.sql() + ") is not true");
                    values.putAll(files.values());
                }
            }
            return sql.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Fragment.of("(" + String.join(" and ", sql) + ")", values));
        }
    }

    /// For the current user.
    public Masks masks() {
        var policies = compiler.policies();
        if (policies.stream().noneMatch(policy -> policy.enabled() && policy.masksFields())) {
            return Masks.NONE;
        }
        var today = LocalDate.ofInstant(clock.instant(), companies.zone());
        return Objects.requireNonNull(
                compiled.get(
                        new Key(directory.epoch(), today, CurrentUser.get()),
                        key -> compile(policies, key.user())));
    }

    private Masks compile(List<Policy> policies, CurrentUser user) {
        var closed = new EnumMap<FieldClass, Fragment>(FieldClass.class);
        var bits = new ArrayList<String>();
        var values = new HashMap<String, @Nullable Object>();
        for (var fields : FieldClass.values()) {
            for (var sight : List.of(Sight.MASKED, Sight.WITHHELD)) {
                var files = closed(policies, user, fields, sight, "k");
                if (files != Fragment.FALSE) {
                    if (sight == Sight.MASKED) {
                        closed.put(fields, files);
                    }
                    bits.add(
                            "case when %s then %d else 0 end"
                                    .formatted(files.sql(), FieldSight.bit(fields, sight)));
                    values.putAll(files.values());
                }
            }
        }
        return bits.isEmpty()
                ? Masks.NONE
                : new Masks(
                        Fragment.of("(" + String.join(" + ", bits) + ")", values),
                        Map.copyOf(closed));
    }

    /// Files of which a reader sees no more of a class than this; `FALSE` where no policy says so.
    private Fragment closed(
            List<Policy> policies,
            CurrentUser user,
            FieldClass fields,
            Sight sight,
            String prefix) {
        var reading =
                policies.stream()
                        .filter(policy -> policy.opensReading() && policy.applies(user))
                        .toList();
        var free = reading.stream().filter(policy -> !policy.closes(fields, sight)).toList();
        var taking =
                policies.stream()
                        .filter(policy -> policy.takesFields() && policy.applies(user))
                        .filter(policy -> policy.closes(fields, sight))
                        .toList();
        var name = prefix + fields.ordinal() + "_" + sight.ordinal();
        var parts = new ArrayList<Fragment>();
        if (free.size() < reading.size()) {
            var opened = any(free, user, name + "f");
            parts.add(Fragment.of("(" + opened.sql() + ") is not true", opened.values()));
        }
        if (!taking.isEmpty()) {
            var taken = any(taking, user, name + "t");
            parts.add(Fragment.of("(" + taken.sql() + ") is true", taken.values()));
        }
        return parts.isEmpty() ? Fragment.FALSE : joined(parts);
    }

    private Fragment any(Collection<Policy> policies, CurrentUser user, String prefix) {
        var parts = new ArrayList<Fragment>();
        for (var policy : policies) {
            parts.add(compiler.of(policy, user, Action.READ, prefix + parts.size() + "_"));
        }
        return parts.isEmpty() ? Fragment.FALSE : joined(parts);
    }

    private static Fragment joined(List<Fragment> parts) {
        var values = new HashMap<String, @Nullable Object>();
        parts.forEach(part -> values.putAll(part.values()));
        return Fragment.of(
                "(" + String.join(" or ", parts.stream().map(Fragment::sql).toList()) + ")",
                values);
    }

    /// Readable files of which somebody would see more of a class by one set of policies than by
    /// another one; `FALSE` where they agree by their text.
    ///
    /// @param sight how it would not be seen by the other ones
    public Fragment difference(
            CurrentUser user,
            FieldClass fields,
            Sight sight,
            List<Policy> one,
            List<Policy> other) {
        var here = closed(one, user, fields, sight, "one");
        if (here.equals(closed(other, user, fields, sight, "one"))) {
            return Fragment.FALSE;
        }
        var there = closed(other, user, fields, sight, "other");
        var read = compiler.visible(user, one);
        var values = new HashMap<>(here.values());
        values.putAll(there.values());
        values.putAll(read.values());
        return Fragment.of(
                "(%s and %s and (%s) is not true)".formatted(read.sql(), there.sql(), here.sql()),
                values);
    }

    /// Classes that some policy masks, before or after a change.
    public static Set<FieldClass> classes(List<Policy> before, List<Policy> after) {
        var classes = EnumSet.noneOf(FieldClass.class);
        before.forEach(policy -> classes.addAll(policy.fields()));
        after.forEach(policy -> classes.addAll(policy.fields()));
        return classes;
    }
}
