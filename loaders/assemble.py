"""Matches of patterns become claims: slots to mentions, with date, figures, modality and evidence."""

from __future__ import annotations

import hashlib
import re
from itertools import product

from graph.claims import Claim, Evidence, Mention, Value, claim_id
from graph.schema import Modality, endpoints_allowed
from loaders import posts
from loaders.annotate import Annotated
from loaders.discourse import howmuch, when
from loaders.discourse.alphabet import ROUND
from loaders.discourse.context import Context
from loaders.discourse.scope import refusal
from loaders.discourse.sentence import Sentence
from loaders.discourse.simplify import simplify
from loaders.document import Document, Skipped
from loaders.matching import Hit, Matcher
from loaders.memory import Sides
from loaders.mentions import MentionReader, as_printed, former_name
from loaders.offices import of_another
from loaders.patterns.language import Library
from loaders.slots import INHERITED, SlotReader
from loaders.things import date_new_name
from loaders.tidy import tidied

FUNDING = {"RAISED", "INVESTED_IN"}
VALUED = {"RAISED", "INVESTED_IN", "ACQUIRED", "DIVESTED", "FOUNDED", "MERGED_INTO"}
# What shares are called, or who keeps their rules; neither is ever listed itself.
NO_ISSUER = re.compile(
    "^(?:GDR|ADR|CDR|REITs?|网下|网上|沪[伦港]通|深港通|挂牌|上市|轿车|新车|车型|首款|新款|新品|手机|SUV)|(?:协会|证监会|办公室|委员会|ETF|LOF|转债)$"
)
# 首款车型在国内上市: goods come to market
MARKETED = re.compile(
    "车型|新车|轿车|款(?:车|手机|产品|游戏)|(?:在|于)(?:国内|全国|各地|超市|市场)上市|正式上市销售|上市销售|上市开售"
)
PLANS = re.compile("拟|计划|打算|有意")
MINORITY = {"ACQUIRED": "INVESTED_IN"}
PAID = {"RAISED", "INVESTED_IN", "ACQUIRED"}
SMALL_PART = re.compile("的?(?:少数|部分|小部分|一部分|少量)(?:股|权益)")
REORGANISED = {"ROLE", "FOUNDED", "MERGED_INTO", "SHUT_DOWN"}
LASTING = {"SHUT_DOWN", "LAUNCHED", "LISTED", "MERGED_INTO", "RENAMED_TO"}
LEGAL = re.compile("有限(?:责任)?公司$")
ORDINAL_ROUND = re.compile("(?:首|新一|上一|前.)[轮輪]")
NO_ROUND = re.compile("(?:新一|上一|前.)[轮輪]")  # which one of a company's rounds, not what it is called
ANAPHORIC = re.compile("[其它]$|公司$|该|本|此|这|集团$|後者$|后者$|前者$")
LONG_SENTENCE = 160
MUTUAL = {"PARTNERED_WITH", "MERGED_INTO", "COMPETES_WITH"}
CLOSABLE = {"INVESTED_IN", "ACQUIRED", "DIVESTED", "MERGED_INTO"}
# The deal that was planned is done; not 待交易完成后, 交易完成后将, 若交易完成
CLOSED = re.compile(
    "(?<!若)(?<!待)(?<!如)(?:该|此|这|这笔|上述|本次|此次|这项|双方|相关|该项|该笔)(?:笔|次|项)?(?:交易|收购|并购|转让|合并|股权转让|投资|交割)"
    "(?:案|手续|事项)?(?:也|现|目前)?(?:已经|已|最终|正式|顺利|\ue010|于|在|全部)+(?:落定|完成(?!后)|交割|落地|敲定|收官|获批通过|尘埃落定|办结|了结)"
    # 曾计划收购乙，最终于2021年完成收购
    "|(?:最终|终于|后来|随后)[^，。；\ue000-\ue00c]{0,12}(?:完成|达成)(?:了|该|这笔|此次)*(?:收购|并购|交易|合并|投资|入股)"
    "(?!计划|意向|[^，。；]{0,6}[\ue000-\ue004])"
)


class Assembler:
    """Reads the sentences of one document in order; `claims` and `skipped` grow."""

    def __init__(self, document: Document, annotated: Annotated, library: Library) -> None:
        self.document = document
        self.annotated = annotated
        self.entities = annotated.entities
        self.context = Context(about=annotated.is_topic, key=annotated.entities.key)
        self.claims: list[Claim] = []
        self.skipped: list[Skipped] = []
        self.slots = SlotReader(annotated, self.context)
        self.names = MentionReader(annotated, self.context)
        self.library = library
        self._matcher = Matcher(library, annotated.plain)

    def read(self, sentence: Sentence) -> None:
        """Read one sentence and its asides."""
        self.context.enter(sentence)
        first = len(self.claims)
        for part in (sentence, *sentence.asides):
            choices = self._matcher.choices(part)
            self.slots.cuts = sorted(
                hits[0].trigger for hits in choices if hits[0].pattern.spec.group == "event"
            )
            for hits in choices:
                self._take(part, hits)
        self.claims[first:] = tidied(self.claims[first:])
        self._close(sentence)
        date_new_name(sentence, self.context.previous, self.claims)

    def _close(self, sentence: Sentence) -> None:
        """该交易已于6月底落定: what was planned in this sentence or the one before is done."""
        done = CLOSED.search(sentence.code)
        if done is None:
            return
        at, low = sentence.place(*done.span())[0], len(self.claims)
        previous = self.context.previous[-1] if self.context.previous else None
        start = previous.start if previous is not None and previous.zone is sentence.zone else sentence.start
        while low and self.claims[low - 1].evidence.start >= start:
            low -= 1
        for claim in self.claims[low:]:
            deal = claim.predicate in CLOSABLE and claim.evidence.start < at
            if deal and claim.modality is Modality.PLANNED:
                claim.modality = Modality.ASSERTED
                claim.id = claim_id(claim)

    # -- one hit ----------------------------------------------------------------------------------------------

    def _take(self, sentence: Sentence, hits: list[Hit]) -> None:
        """Read the first of `hits`; the next where nobody stands to its left."""
        for number, hit in enumerate(hits):
            why = refusal(sentence, self.annotated.plain, *hit.match.span(), hit.trigger)
            if why is None:
                sides, why = self.slots.sides(sentence, hit)
                if sides is not None and why is None:
                    why = self._emit(sentence, hit, sides)
            if why is None:
                return
            if number + 1 == len(hits) or not why.endswith(("before the verb", "in the phrase")):
                self._skip(sentence, hit, why)
                return

    def _skip(self, sentence: Sentence, hit: Hit, reason: str) -> None:
        low, high = sentence.bounds(hit.trigger[0])
        start, end = sentence.place(low, high)
        self.skipped.append(Skipped(start, end, self.document.text[start:end], reason, hit.pattern.spec.id))

    # -- claims -----------------------------------------------------------------------------------------------

    def _emit(self, sentence: Sentence, hit: Hit, sides: Sides) -> str | None:
        spec = hit.pattern.spec
        kinds = {slot.role: slot.type for slot in hit.template.slots}
        subjects = self.names.mentions(sides.refs.get("subject", []), spec.predicate, "subject")
        founder = "founder" if kinds.get("object") == "PERSON" else "object"
        objects = self.names.mentions(sides.refs.get("object", []), spec.predicate, founder)
        if spec.predicate == "LISTED":
            subjects = [s for s in subjects if not NO_ISSUER.search(s.mention)]
            if MARKETED.search(sentence.code, *sentence.bounds(hit.match.start())):
                return "goods that come to market, no shares"
        deal = self.slots.deal
        if (
            deal is not None
            and deal.sentence is sentence
            and sides.distance != "clause"
            and spec.predicate in CLOSABLE
            and {s.name for s in subjects} == {o.name for o in objects}
        ):  # 甲注资乙，据此持有其5%: the one who acted goes on
            subjects = self.names.mentions(deal.subjects, spec.predicate, "subject")
        has_object = "object" in sides.refs
        if spec.predicate in MUTUAL and "object" not in kinds:  # 双方达成合作, 甲和乙打了三年，宣布合并
            parties = sides.refs["subject"]
            if len(parties) == 1 and sides.distance != "clause":
                return "one alone of what takes two"
            both = self.context.antecedents(parties[0]) if len(parties) == 1 else parties
            two = self.names.mentions(list(both), spec.predicate, "subject")
            subjects, objects = two[:1], two[1:]
            if not objects:
                return "one alone of what takes two"
        if not subjects:
            return "nobody it could stand for"
        if sentence.is_heading and not all(self.annotated.in_body(m) for m in (*subjects, *objects)):
            return "a heading, with a name that the text does not print"
        if (
            has_object
            and not objects
            and not any(s.optional for s in hit.template.slots if s.role == "object")
        ):
            return "nobody it could stand for"
        if spec.predicate != "RENAMED_TO" and "own_parent" not in spec.marks:
            objects = [self.names.other(sides.refs.get("object", []), o, subjects) for o in objects]
            subjects = [self.names.other(sides.refs.get("subject", []), s, objects) for s in subjects]
        subjects += self.names.mentions(sides.refs.get("coagent", []), spec.predicate, "subject")
        parties = sides.refs.get("counterparty", [])
        counter = self.names.mentions(parties, spec.predicate, "counterparty")
        counter = [m for m in (self.names.other(parties, m, subjects) for m in counter) if m not in subjects]
        previous = self.context.previous[-1] if self.context.previous else None
        date = None
        if spec.dated:
            lasting = spec.predicate in LASTING
            date = when.event_date(
                sentence,
                hit.match.start(),
                hit.trigger[1],
                previous,
                lasting=lasting,
                earlier=self.context.previous[-3:-1],
            )
            if date is None and spec.predicate in REORGANISED:
                date = when.notice_date(sentence, self.context.previous)
        if (
            date is None
            and (spec.dated or spec.predicate not in ("ROLE", "FOUNDED"))
            and self.slots.deal is not None
            and sentence.number - self.slots.deal.sentence.number <= 1
            and any(s.place == "past" for s in hit.template.slots)
        ):
            date = self.slots.deal.date
        if spec.predicate == "FOUNDED" and date is not None and date.startswith(".."):
            return "a time before which others than one were founded"  # 成立于2020年之前的基金中
        modality = spec.modality or self.annotated.modality(sentence, hit.trigger, date)
        if spec.presupposed and modality in (Modality.OPINION, Modality.FORECAST):
            modality = Modality.ASSERTED
        low = sentence.bounds(hit.match.start())[0]
        figures = (
            []
            if spec.predicate not in VALUED
            else howmuch.deal_figures(
                sentence,
                low,
                max(sides.reach, hit.match.end()),
                "funding" if spec.predicate in FUNDING else "price",
            )
        )
        money = "funding" if spec.predicate in FUNDING else "price"
        if spec.predicate in PAID and not any(what == money for _, what in figures):
            beside = howmuch.stated_beside(sentence, low, max(sides.reach, hit.match.end()), money)
            figures += beside
            if (
                beside and modality is Modality.ASSERTED and beside[0][0] < low
            ):  # 拟出资X元，取得…: the plan goes on
                paid = beside[0][0]
                if PLANS.search(sentence.code, sentence.bounds(paid)[0], paid):
                    modality = Modality.PLANNED
        if (
            "percent" in hit.match.groupdict()
            and hit.match.start("percent") >= 0
            and spec.predicate in VALUED
        ):
            index = hit.match.start("percent")
            figures = sorted([*((i, what) for i, what in figures if i != index), (index, "stake")])
        if spec.requires and not set(spec.requires) <= {what for _, what in figures}:
            return "no figure of the kind it needs"
        if (
            spec.predicate != "DIVESTED"
        ):  # how many shares were sold is told; of what was bought the part or the sum
            figures = [(index, what) for index, what in figures if what != "shares"]
        shares = howmuch.distributed(sentence, figures, len(subjects))
        targets: list[Mention | None] = [*objects] or [None]
        pairs = [
            (s, o, howmuch.of_each(shares[i], n, len(targets)))
            for i, s in enumerate(subjects)
            for n, o in enumerate(targets)
        ]
        event = self._event(sentence, hit)
        # A、B和C的部分股份: of each of them
        small = bool(objects) and not figures and self._small_part(sentence, objects[-1])
        title = None
        if spec.predicate == "ROLE":
            title = (
                self.slots.offices.title
                if spec.title == INHERITED
                else spec.title or posts.title_of(sentence, hit, self.document.text)
            )
        if title is not None and posts.NO_TITLE.search(title):
            return "a verb before the title"
        apart = any(s.place == "past" or (s.role, s.place) == ("object", "left") for s in hit.template.slots)
        if title is not None and apart and of_another(simplify(title)):
            return "an organisation before the title"
        made = 0
        for subject, object_, mine in pairs:
            values = [self._value(sentence, index, what) for index, what in mine]
            predicate = _by_stake(spec.predicate, spec.minority, spec.majority, values)
            if spec.continues and self.slots.deal is not None:
                predicate = self.slots.deal.predicate
            if (
                predicate == "ACQUIRED"
                and object_ is not None
                and (small or self._small_part(sentence, object_))
            ):
                predicate = "INVESTED_IN"
            claim = self._claim(sentence, hit, predicate, subject, object_, date, modality, values, event)
            if claim is None:
                continue
            claim.counterparty = counter[0] if counter else None
            claim.round = self._round(sentence, hit, sides)
            claim.lead = spec.lead
            claim.title = title
            claim.confidence = round(spec.confidence * (1.0 if sides.distance == "clause" else 0.9), 3)
            self._keep(claim)
            made += 1
            for also in spec.also:
                a: Mention | None = object_ if also.swap else subject
                b: Mention | None = subject if also.swap else object_
                if also.by == "counterparty":
                    a = counter[0] if counter else None
                elif also.by == "object":
                    a, b = object_, None
                if a is not None:  # what one side sells for a sum the other buys for it
                    same = [v for v in values if v.what != "shares"] if also.by == "counterparty" else []
                    states = MINORITY.get(also.predicate)
                    if states is None or not howmuch.bare_shares(sentence, *hit.match.span()):
                        states = _by_stake(also.predicate, states, None, same)
                    second = self._claim(
                        sentence, hit, states,
                        a, b, date if also.by else None, modality, list(same), event,
                    )  # fmt: skip
                    if second is not None:
                        self._keep(second)
        if not made:
            return "the two sides are one, or of kinds that do not go together"
        if spec.predicate != "RAISED":
            sentence.taken.update(index for index, _ in figures)
        if spec.predicate == "ROLE":
            for person in sides.refs["subject"]:
                where, verb = sides.refs["object"][-1], hit.match["trigger"]
                self.slots.offices.note(sentence, person, where, title, spec.marks, verb)
            later = None if posts.in_turn(hit) else date
            for where, name in posts.further(sentence, hit, sides.refs["subject"], self.document.text):
                places = self.names.mentions([where], "ROLE", "object")
                for holder, place in product(subjects, places):
                    held = self._claim(sentence, hit, "ROLE", holder, place, later, modality, [], event)
                    made_it = posts.of_founder(name) and self._claim(
                        sentence, hit, "FOUNDED", place, holder, None, modality, [], event
                    )
                    if held is not None:
                        held.title = name
                        self._keep(held)
                    if made_it:
                        self._keep(made_it)
        self.slots.memory.note(sentence, hit, sides, date)
        return None

    def _claim(
        self, sentence: Sentence, hit: Hit, predicate: str, subject: Mention, object_: Mention | None,
        date: str | None, modality: Modality, values: list[Value], event: str,
    ) -> Claim | None:  # fmt: skip
        if object_ is not None and subject.name == object_.name and predicate == "RENAMED_TO":
            object_ = (
                former_name(object_, subject.mention, self.document.text[: sentence.start])
                if ANAPHORIC.match(object_.mention)
                else as_printed(object_)
            )
            subject = (
                former_name(subject, object_.name, self.document.text[: sentence.start])
                if ANAPHORIC.match(subject.mention) or subject.mention == object_.mention
                else as_printed(subject)
            )
        elif (
            object_ is not None
            and (predicate, object_.name) == ("OPERATES", subject.name)
            and LEGAL.search(subject.mention)
            and not ANAPHORIC.search(object_.mention)
        ):  # 甲是甲有限公司的产品
            subject, object_ = as_printed(subject), as_printed(object_)
        if object_ is not None and (subject.name == object_.name or subject.start == object_.start):
            return None
        kind = None if object_ is None else object_.type
        if not endpoints_allowed(predicate, subject.type, kind):
            return None
        return Claim(
            predicate=predicate,
            subject=subject.model_copy(),
            object=None if object_ is None else object_.model_copy(),
            date=date,
            modality=modality,
            values=values,
            evidence=self.evidence(sentence, [subject, *([object_] if object_ else [])], hit.match.span()),
            rule=hit.pattern.spec.id,
            event=event,
        )

    def _keep(self, claim: Claim) -> None:
        claim.id = claim_id(claim)
        self.claims.append(claim)

    @staticmethod
    def _small_part(sentence: Sentence, object_: Mention) -> bool:
        """X的少数股权: not control, though no figure says so."""
        index = sentence.index_at(object_.end)
        return SMALL_PART.match(sentence.code, index) is not None

    def _round(self, sentence: Sentence, hit: Hit, sides: Sides) -> str | None:
        if hit.pattern.spec.predicate not in FUNDING:
            return None
        low = sentence.bounds(hit.match.start())[0]
        found = [
            self.document.text[sentence.spans[index].start : sentence.spans[index].end]
            for index in range(low, max(sides.reach, hit.match.end()))
            if sentence.code[index] == ROUND
        ]
        named = [name for name in found if not ORDINAL_ROUND.match(name)]  # 新一轮C轮: the C轮
        return next(iter([*named, *(name for name in found if not NO_ROUND.match(name))]), None)

    def _value(self, sentence: Sentence, index: int, what: str) -> Value:
        return self.annotated.value(sentence.spans[index], what)

    def _event(self, sentence: Sentence, hit: Hit) -> str:
        start = sentence.place(*hit.trigger)[0]
        return hashlib.sha256(f"{self.document.id}:{start}".encode()).hexdigest()[:12]

    def evidence(self, sentence: Sentence, mentions: list[Mention], span: tuple[int, int]) -> Evidence:
        """The sentence that states it; of a long one the clauses from the first to the last thing used."""
        if sentence.host is not None:
            return self.evidence(sentence.host[0], mentions, (sentence.host[1] - 1, sentence.host[1]))
        start, end = sentence.start, sentence.end
        if end - start > LONG_SENTENCE:
            first, last = sentence.clause_of(span[0]), sentence.clause_of(max(span[0], span[1] - 1))
            for mention in mentions:
                if sentence.start <= mention.start < sentence.end:
                    number = sentence.clause_of(sentence.index_at(mention.start))
                    first, last = min(first, number), max(last, number)
            start = sentence.at[sentence.clauses[first][0]]
            end = sentence.to[sentence.clauses[last][1] - 1]
            start, end = (
                min(start, *(m.start for m in mentions if sentence.start <= m.start < sentence.end), start),
                end,
            )
        return Evidence(source=self.document.id, quote=self.document.text[start:end], start=start, end=end)


def _by_stake(predicate: str, minority: str | None, majority: str | None, values: list[Value]) -> str:
    share = howmuch.stake(values)
    if share is None:
        return predicate
    if share < 50 and minority:
        return minority
    if share >= 50 and majority:
        return majority
    return predicate
