"""What is made of a register's names is made once, and never serves another register."""

from loaders.document import Document, KnownName
from loaders.extraction import extract
from loaders.kept import Kept

ONE = KnownName("蓝鲸科技", "Company", ("蓝鲸科技", "蓝鲸"))
OTHER = KnownName("麦田物流", "Company", ("麦田物流",))


def test_made_once_for_equal_names():
    made = []
    kept = Kept(lambda names: made.append(names) or len(made))
    assert kept([ONE]) == kept((ONE,)) == 1
    assert made == [(ONE,)]


def test_made_anew_for_other_names():
    kept = Kept(len)
    names = [ONE]
    assert kept(names) == 1
    names.append(OTHER)
    assert kept(names) == 2
    assert kept([ONE]) == 1


def test_a_register_does_not_colour_the_next():
    document = Document("d", "蓝鲸收购了麦田物流。", "d.txt")

    def subjects(*names: KnownName) -> set[str]:
        return {c.subject.name for c in extract(document, names).claims if c.subject}

    assert subjects(ONE, OTHER) == {"蓝鲸科技"}
    assert "蓝鲸科技" not in subjects(OTHER)
    assert subjects(ONE, OTHER) == {"蓝鲸科技"}
