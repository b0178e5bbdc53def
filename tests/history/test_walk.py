"""The walk over commits, on values: against a plain reading of the same history."""

from hypothesis import given
from hypothesis import strategies as st

from macros.history.model import Commit, Value
from macros.history.walk import walk

# A file's content here is itself its values: "a1 b2" says that record a has value 1 and b has 2; "!" cannot be read.
contents = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3).flatmap(
    lambda keys: st.tuples(*(st.sampled_from([f"{key}{number}" for number in range(3)]) for key in keys)).map(" ".join)
)
trees = st.dictionaries(st.sampled_from(["x", "y"]), contents | st.just("!"), max_size=2)


def values(_path, blob):
    return None if blob == "!" else tuple(Value(word[0], word[0], {"n": word[1]}) for word in blob.split())


def history_of(commits):
    return walk(commits, values)


def commits_of(nodes):
    """``nodes``: the places of the parents and all files of each commit."""

    def changed(parents, files):
        before = nodes[parents[0]][1] if parents else {}
        return {path: files.get(path) for path in {**before, **files} if before.get(path) != files.get(path)}

    return [Commit(str(place), place * 86_400, tuple(map(str, parents)), changed(parents, files)) for place, (parents, files) in enumerate(nodes)]


def linear(found):
    return commits_of([([place - 1] if place else [], files) for place, files in enumerate(found)])


@given(st.lists(trees.filter(lambda tree: "!" not in tree.values()), min_size=1, max_size=8))
def test_a_straight_history_read_plainly_gives_the_same(found):
    commits = linear(found)
    history, present = history_of(commits)
    states = [{value.key: value for path in sorted(tree) for value in values(path, tree[path])} for tree in found]
    assert present == states[-1]
    for key in "abc":
        row = [state.get(key) for state in states]
        days = [commits[place].moment.date() for place, value in enumerate(row) if value is not None and (place == 0 or row[place - 1] is None)]
        assert history.first(key) == (min(days) if days else None)
        if row[-1] is not None:
            start = len(row) - 1
            while start and row[start - 1] == row[-1]:
                start -= 1
            # A record that stands in two files at once may be the one or the other; there it is no longer one record.
            if all(sum(key in blob for blob in tree.values()) < 2 for tree in found):
                assert history.last(key) == commits[start].moment.date()


@st.composite
def graphs(draw):
    """Up to two parents and the files of each commit, parents first."""
    nodes = []
    for place, files in enumerate(draw(st.lists(trees, min_size=1, max_size=8))):
        parents = draw(st.lists(st.integers(0, place - 1), unique=True, max_size=2)) if place > 1 else list(range(place))
        nodes.append((parents or list(range(place - 1, place)) if place else [], files))
    return nodes


@given(graphs())
def test_any_history_ends_in_what_the_head_holds_and_every_day_is_that_of_a_change(nodes):
    history, present = history_of(commits_of(nodes))
    # A record that stood in two files, which ``check`` refuses, may be the one or the other.
    stood = {(word[0], path) for _, files in nodes for path, blob in files.items() for word in blob.split() if blob != "!"}
    once = {key for key in "abc" if sum(found == key for found, _ in stood) == 1}
    days = {change.key: set() for change in history.changes}
    for change in history.changes:
        days[change.key].add(change.date)
        assert change.before != change.after or change.key not in once
    assert all(history.last(key) in days[key] and history.first(key) <= history.last(key) for key in once & present.keys())
    head = nodes[-1][1]
    if "!" not in head.values():
        assert set(present) == {word[0] for blob in head.values() for word in blob.split()}


@given(graphs(), st.integers(0, 7))
def test_a_commit_that_changes_nothing_adds_nothing(nodes, at):
    commits = commits_of(nodes)
    more = Commit("more", 10**9, (commits[-1].id,), {})
    assert history_of([*commits, more])[0].changes == history_of(commits)[0].changes


def test_a_merge_that_changes_the_mode_of_a_file_alone_keeps_the_day_of_its_values():
    """Its first parent had the same values since the first day; the branch deleted them and brought them back."""
    day = 86_400
    commits = [
        Commit("0", 0, (), {"x": "a1"}), Commit("1", day, ("0",), {"x": None}), Commit("2", 2 * day, ("1",), {"x": "a1"}),
        Commit("3", 3 * day, ("0",), {"y": "b1"}), Commit("4", 4 * day, ("3", "2"), {"x": "a1"}),
    ]  # fmt: skip
    history, present = history_of(commits)
    assert present.keys() == {"a", "b"}
    assert history.span(("a",))[1] == commits[0].moment.date()
