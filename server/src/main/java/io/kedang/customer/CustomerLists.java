package io.kedang.customer;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldClass;
import io.kedang.access.policy.FieldLock;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.access.policy.Reach;
import io.kedang.access.policy.Reaches;
import io.kedang.kernel.Page;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.condition.ConditionContext;
import io.kedang.kernel.condition.PostgresConditions;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.ListProblem;
import io.kedang.kernel.sql.Sort;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/// The door to many files: lists, searches, filters, counts. Everything here passes the lock, pages
/// by keys and reads no more than it shows.
@Service
@Transactional(readOnly = true)
public class CustomerLists {
    /// Pages count up to here, then 'so many and more'.
    public static final int COUNTED_EXACTLY = 10_000;

    private static final String NEWEST = "-updatedAt";

    /// Of more departments than these a page each is more than what lies between.
    private static final int NEAR_DEPARTMENTS = 40;

    /// Every row shows these, whatever columns were asked for.
    private static final List<String> ALWAYS = List.of("name", "grade", "owner", "department");

    /// Of these classes some fields are among what search reads.
    private static final List<FieldClass> SEARCHED =
            List.of(
                    FieldClass.CONTACT,
                    FieldClass.PERSONAL,
                    FieldClass.FIRM,
                    FieldClass.ASSESSMENT);

    private static final String IN_NAME = "n.";
    private static final String ELSEWHERE = "e.";

    private final ListStore store;
    private final PolicyCompiler policies;
    private final Reaches reaches;
    private final CustomerCatalogue catalogue;
    private final FieldLock fields;
    private final FileFields fileFields;
    private final CommonGrams grams;
    private final PhoneTokens tokens;
    private final SearchOperators operators;
    private final Companies companies;
    private final Clock clock;

    CustomerLists(
            ListStore store,
            PolicyCompiler policies,
            Reaches reaches,
            CustomerCatalogue catalogue,
            FieldLock fields,
            FileFields fileFields,
            CommonGrams grams,
            PhoneTokens tokens,
            SearchOperators operators,
            Companies companies,
            Clock clock) {
        this.store = store;
        this.policies = policies;
        this.reaches = reaches;
        this.catalogue = catalogue;
        this.fields = fields;
        this.fileFields = fileFields;
        this.grams = grams;
        this.tokens = tokens;
        this.operators = operators;
        this.companies = companies;
        this.clock = clock;
    }

    /// Refuses what a list of the current user would refuse: a field that he may not ask, an order
    /// or a column that there is not.
    public void check(@Nullable Condition filter, @Nullable String sort, List<String> columns) {
        CurrentUser.get().need(Right.CUSTOMER_READ);
        sort(sort);
        fileFields.columns(columns);
        if (filter != null) {
            filter(new CustomerQuery("", filter, sort, 1, null, false, List.of()));
        }
    }

    /// One page. A search without an order of its own lists the files whose names hold the words
    /// first, then those that hold them elsewhere; either way newest first.
    public Page<Customer> page(CustomerQuery query) {
        return page(query, Action.FIND);
    }

    /// The same list without the files with which the current user may not do `action`.
    public Page<Customer> page(CustomerQuery asked, Action action) {
        CurrentUser.get().need(Right.CUSTOMER_READ);
        var query = operators.read(asked);
        var words = words(query);
        return words.isEmpty()
                ? read(
                        query,
                        policies.visible(Action.FIND, action),
                        sort(query.sort()),
                        Found.EVERY,
                        query.after(),
                        query.size())
                : page(query, action, words, areInFew(words));
    }

    /// @param few whether so few files hold the words that all are fetched; the page is the same
    Page<Customer> page(CustomerQuery query, Action action, SearchWords words, boolean few) {
        var visible = policies.visible(Action.FIND, action);
        var sort = sort(query.sort());
        var place = Place.parse(query.after());
        if (few) {
            return hits(query, visible, sort, words, place);
        }
        return place.inName()
                ? namesFirst(query, visible, sort, words, place.rest())
                : marked(
                        ELSEWHERE,
                        read(query, visible, sort, elsewhere(words), place.rest(), query.size()));
    }

    /// Which files hold the words, and whether they are met by walking down the list.
    private record Found(Fragment predicate, boolean walked) {
        static final Found EVERY = new Found(Fragment.TRUE, false);
    }

    /// Where a page of hits begins: among those with the words in their name, or behind them.
    private record Place(boolean inName, String rest) {
        static Place parse(@Nullable String after) {
            if (after == null) {
                return new Place(true, "");
            }
            if (after.startsWith(IN_NAME)) {
                return new Place(true, after.substring(IN_NAME.length()));
            }
            if (after.startsWith(ELSEWHERE)) {
                return new Place(false, after.substring(ELSEWHERE.length()));
            }
            throw new Refusal(ListProblem.BAD_CURSOR);
        }

        /// What comes behind the page before, when those with the words in their name come first.
        Fragment after(Sort sort, Fragment named) {
            var after = sort.after(rest);
            if (inName && rest.isEmpty()) {
                return after;
            }
            var values = new HashMap<>(named.values());
            values.putAll(after.values());
            var sql = inName ? "(not %s or %s)" : "(not %s and %s)";
            return Fragment.of(sql.formatted(named.sql(), after.sql()), values);
        }
    }

    /// Few hits are fetched through the index all at once, which costs one look into it.
    private Page<Customer> hits(
            CustomerQuery query, Fragment visible, Sort sort, SearchWords words, Place place) {
        var named = words.inNameAsRead();
        var hits =
                store.hits(
                        visible,
                        narrowing(query, words.anywhere()),
                        columns(query.fields()),
                        sort,
                        named,
                        place.after(sort, named),
                        query.size());
        return marked(hits.lastIsNamed() ? IN_NAME : ELSEWHERE, hits.page());
    }

    private Page<Customer> namesFirst(
            CustomerQuery query, Fragment visible, Sort sort, SearchWords words, String after) {
        var named = read(query, visible, sort, inName(words), after, query.size());
        if (named.next() != null) {
            return marked(IN_NAME, named);
        }
        int missing = query.size() - named.items().size();
        if (missing == 0) {
            return new Page<>(named.items(), ELSEWHERE, null, null);
        }
        var others = marked(ELSEWHERE, read(query, visible, sort, elsewhere(words), "", missing));
        var items = new ArrayList<>(named.items());
        items.addAll(others.items());
        return new Page<>(items, others.next(), null, null);
    }

    private SearchWords words(CustomerQuery query) {
        var among = reaches.of(Action.FIND).map(Reach::indexed).orElse(Fragment.TRUE);
        return new SearchWords(query.q(), tokens, searchedPhones(), among);
    }

    private boolean areInFew(SearchWords words) {
        return words.areIndexed() && !isInMany(words, SearchWords.GROUPS, words.somewhere());
    }

    private Found inName(SearchWords words) {
        var groups = List.of(CustomerFields.NAMES);
        boolean many = isInMany(words, groups, words.inNameByIndex());
        return new Found(words.inName(many), many);
    }

    private Found elsewhere(SearchWords words) {
        boolean many = isInMany(words, SearchWords.GROUPS, words.somewhere());
        return new Found(words.elsewhere(many), many);
    }

    /// Whether so many of the files that the reader may see hold the words that they are met sooner
    /// by walking down his list than fetched.
    ///
    /// @param found the same words over the index, for a database that has not counted yet
    private boolean isInMany(SearchWords words, List<String> groups, Fragment found) {
        var counts = grams.counts();
        if (!counts.isKnown()) {
            return store.isInMany(found);
        }
        var reach = reaches.of(Action.FIND);
        double files = reach.map(each -> counts.filesOf(each.numbers())).orElse(counts.files());
        int lists = reach.map(each -> each.departments().size() + 1).orElse(1);
        return words.share(counts, groups) * files > ListStore.many(files, lists);
    }

    private static Page<Customer> marked(String tier, Page<Customer> page) {
        return page.next() == null
                ? page
                : new Page<>(page.items(), tier + page.next(), null, null);
    }

    private Page<Customer> read(
            CustomerQuery query,
            Fragment visible,
            Sort sort,
            Found found,
            @Nullable String after,
            int size) {
        var narrowing = narrowing(query, found.predicate());
        var columns = columns(query.fields());
        var reach = reaches.of(Action.FIND).filter(each -> isNear(each, query, sort));
        return reach.isPresent()
                ? store.near(
                        reach.get(), visible, narrowing, found.walked(), columns, sort, after, size)
                : store.page(visible, narrowing, columns, sort, after, size);
    }

    /// Whether the newest files of each department he reaches are read sooner than the newest of
    /// all until enough of them are his.
    private static boolean isNear(Reach reach, CustomerQuery query, Sort sort) {
        return !query.voided()
                && reach.departments().size() <= NEAR_DEPARTMENTS
                && sort.isNamed(NEWEST);
    }

    /// How many files the query finds, exact up to `most`, one more for 'and more'.
    public int count(CustomerQuery query, int most) {
        return count(query, Action.FIND, most == Integer.MAX_VALUE ? most : most + 1);
    }

    /// How many files the list with `action` has, exact up to `most`.
    public int count(CustomerQuery asked, Action action, int most) {
        CurrentUser.get().need(Right.CUSTOMER_READ);
        var query = operators.read(asked);
        var words = words(query);
        var visible = policies.visible(Action.FIND, action);
        if (words.isEmpty()) {
            var reach = reaches.of(Action.FIND);
            return reach.isPresent() && !query.voided()
                    ? store.countNear(reach.get(), visible, filter(query), most)
                    : store.count(visible, narrowing(query, Fragment.TRUE), most);
        }
        int named = store.count(visible, narrowing(query, words.inName(false)), most);
        int others =
                named == most
                        ? 0
                        : store.count(
                                visible, narrowing(query, words.elsewhere(false)), most - named);
        return named + others;
    }

    private ListStore.Narrowing narrowing(CustomerQuery query, Fragment found) {
        var shown = query.q().isBlank() ? found : asShown(query.q(), found);
        return new ListStore.Narrowing(query.voided(), filter(query), shown);
    }

    /// A file of which something is masked to the reader that search reads is found by what he sees
    /// of it anyway, its name and number, and by nothing else.
    private Fragment asShown(String typed, Fragment found) {
        var clear = fields.masks().clear(SEARCHED);
        if (clear.isEmpty()) {
            return found;
        }
        var named = new SearchWords(typed, tokens, List.of(), Fragment.TRUE).inNameAsRead();
        var values = new HashMap<>(found.values());
        values.putAll(clear.get().values());
        values.putAll(named.values());
        values.put("q_number", typed.strip().toUpperCase(Locale.ROOT));
        return Fragment.of(
                "(%s and (%s or %s or c.file_number = :q_number))"
                        .formatted(found.sql(), named.sql(), clear.get().sql()),
                values);
    }

    private Sort sort(@Nullable String wanted) {
        return catalogue.forReader().keyset("c.id", NEWEST).sort(wanted);
    }

    private Fragment filter(CustomerQuery query) {
        var user = CurrentUser.get();
        return PostgresConditions.compile(
                query.filter(),
                catalogue.forReader(),
                ConditionContext.of(
                        clock, companies.zone(), user.id(), List.copyOf(user.departments())),
                "f");
    }

    private List<Field> columns(List<Field> wanted) {
        var columns = new ArrayList<Field>();
        for (var field : fileFields.values()) {
            if (ALWAYS.contains(field.key()) || wanted.contains(field)) {
                columns.add(field);
            }
        }
        return columns;
    }

    private List<String> searchedPhones() {
        var phones = new ArrayList<String>();
        for (var field : fileFields.all()) {
            if (field.type() == FieldType.PHONE) {
                phones.add(field.key());
            }
        }
        phones.add("person.mobile");
        phones.add("person.phone");
        return phones;
    }
}
