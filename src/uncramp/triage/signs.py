"""The single signs that rules are built of: one answer each, read one way.

Free words (where, when, which medicine) are matched as whole ideas, item by item, and an
item that says no ("no diabetes", "stopped running, not statins") names nothing.
"""

from __future__ import annotations

import re
from math import inf

from uncramp.triage.durations import days
from uncramp.triage.logic import AllOf, AnyOf, Condition, Sign, Unless

_SAYS_NO = re.compile(r"\b(no|not|never|none|without|denies|nil)\b")


def yes(fact: str) -> Sign:
    """A flag answered with yes."""
    return Sign(fact, lambda value: value == "yes")


def one_of(fact: str, *values: str) -> Sign:
    """An answer out of a closed list."""
    return Sign(fact, lambda value: value in values)


def at_least(fact: str, limit: float) -> Sign:
    """A number from `limit` on."""
    return Sign(fact, lambda value: isinstance(value, float) and value >= limit)


def pain_below(limit: float) -> Sign:
    """Pain told, and less than `limit` of 10."""
    return Sign("pain_0_10", lambda value: isinstance(value, float) and value < limit)


def items(value: object) -> list[str]:
    """The things a line of free words names, without those it says no to."""
    return [item for item in re.split(r"[;,+]", str(value)) if not _SAYS_NO.search(item)]


def found(pattern: str, text: str) -> bool:
    """True where `pattern` is anywhere in `text`."""
    return re.search(pattern, text) is not None


def named(pattern: str, text: str) -> bool:
    """True where one item of `text` matches `pattern`."""
    return any(found(pattern, item) for item in items(text))


def names(fact: str, pattern: str) -> Sign:
    """Free words of which one item matches `pattern`."""
    return Sign(fact, lambda value: named(pattern, str(value)))


def says(fact: str, pattern: str) -> Sign:
    """Free words in which `pattern` stands anywhere."""
    return Sign(fact, lambda value: found(pattern, str(value)))


def lasts(low: float, high: float) -> Sign:
    """A told duration from `low` to `high` days."""

    def reads(value: object) -> bool | None:
        spent = days(str(value))
        return None if spent is None else low <= spent <= high

    return Sign("duration", reads)


def lasts_up_to(high: float) -> Sign:
    """A told duration of `high` days or less."""
    return lasts(0, high)


def lasts_from(low: float) -> Sign:
    """A told duration of `low` days or more."""
    return lasts(low, inf)


# Where
CALF = (
    r"cal(f|ves)|gastroc|soleus|lower (left |right )?leg|behind (the )?knee|poplit|^(left "
    r"|right |both |one )?legs?$"
)
ACHILLES = r"achilles|heel cord|back of (the )?(ankle|heel)"
calf = says("site", CALF)
calf_or_achilles = says("site", f"{CALF}|{ACHILLES}")
achilles = says("site", ACHILLES)
joint_or_tendon = says("site", rf"{ACHILLES}|ankle|knee|foot|feet|toe|heel|plantar")
shin = says("site", r"shin|tibia|anterior|lower leg")
hip_or_groin = says("site", r"\bhip|groin|femoral|femur|pelvi|pubi|sacr")
below_the_knee = says("site", rf"{CALF}|{ACHILLES}|shin|ankle|foot|feet|toe|heel")
arm_and_leg = says(
    "site",
    r"(arm|hand|face)\b.*(leg|foot)|(leg|foot)\b.*(arm|hand|face)|side of (the |my )?body|half",
)
back_or_buttock = says("site", r"\bback\b(?! of)|spine|lumbar|buttock|glute|sciatic|saddle")
many_places = says(
    "site",
    r"everywhere|whole body|all over|general|\bbody\b|widespread|several|multiple|many|\barms?\b"
    r"|\bhands?\b|finger|trunk|abdom|stomach|chest|jaw|\bface|(?<!femoral )neck|shoulder"
    r"|torso|\bribs?\b",
)  # fmt: skip
jaw_or_face = says("site", r"jaw|face|tongue|throat")
one_sided = AnyOf(
    one_of("side", "left", "right", "one"),
    one_of("swelling", "mild one-sided", "marked one-sided"),
)
both_sides = one_of("side", "both", "alternating")

# When, and what helps
at_rest = says(
    "timing",
    r"^(?!.*(not?|never|none|eases?|gone|goes|settles|better|stops) (pain )?((at|on|with"
    r"|when|in) )?rest)"
    r".*((?<!after )\brest\b|constant|all day|day and night|sitting|desk|persist|continu"
    r"|lying|always"
    r"|ongoing|daytime|non-?stop|all the time|around the clock)",
)  # fmt: skip
at_night = says("timing", r"night|\bbed\b|sleep|nocturn")
with_effort = says(
    "timing",
    r"run|race|\bkm\b|mile|sprint|push|interval|hill|effort|exerci|train|marathon|tempo|jog|jump"
    r"|walk|stair|session|workout",
)  # fmt: skip
fixed_effort = says(
    "timing",
    r"same (time|point|place)|predict|always (after|at)|every run|each run"
    r"|(after|at) (about |~)?\d+ ?(m\b|min|metre|meter)",
)
sudden_load = says("timing", r"sprint|push|interval|tempo|hill|jump|speed|accelerat|since the")
hard_effort = says("timing", r"sprint|interval|hill|first|early|start|hard|max|drill|test")
during_effort = says("timing", r"\b(during|mid|while|exertion|sprint|at finish|finish line)")
# "Not helped by rest" helps nobody.
_HELPS = r"^(?!.*(\b(not?|nothing|never|neither|without|hardly)\b|n't)).*"
helped_by_stretch = says(
    "relieved_by",
    rf"{_HELPS}(stretch|pull|massag|rub|stand|walk|toes up|heel drop|warm|heat|fluid|drink)",
)
lets_go_with_stretch = says("relieved_by", rf"{_HELPS}(stretch|pull|toes up)")
helped_by_rest = says("relieved_by", rf"{_HELPS}(rest|stop|stand|sit|ease|minute|slow)")
helped_by_nothing = says("relieved_by", r"^(nothing|none|no\b)")
worse = says("trend", r"wors|increas|spread|progress|deteriorat|up\b")
better = AllOf(
    says(
        "trend",
        r"^(?!.*\b(not?|never)\b|.*n't).*(better|improv|settl|resol|gone|eas(ed|ing)|recover|fad)",
    ),
    Unless(worse),
)
returning = says(
    "trend", r"recur|return|relaps|comes? back|came back|again|comes and goes|on and off"
)

# What kind of swelling, weakness, numbness
swollen_one_side = one_of("swelling", "mild one-sided", "marked one-sided")
marked_one_side = one_of("swelling", "marked one-sided")
mild_one_side = one_of("swelling", "mild one-sided")
swollen_both = one_of("swelling", "mild both sides", "marked both sides")
marked_swelling = one_of("swelling", "marked one-sided", "marked both sides")
marked_both = one_of("swelling", "marked both sides")
any_swelling = Sign("swelling", lambda value: value != "none")
weak = Sign("weakness", lambda value: value != "none")
weak_focal = one_of("weakness", "focal")
weak_all_over = one_of("weakness", "generalised", "progressive")
weak_progressive = one_of("weakness", "progressive")
numb = Sign("numbness_tingling", lambda value: value != "none")
saddle = one_of("numbness_tingling", "saddle")
hot = yes("heat_exposure")
warm_or_hot = one_of("heat_exposure", "yes", "mild")
# A runner without scales has not left a question open: not weighed is not asked.
gained_weight = Sign(
    "weight_change_kg",
    lambda value: isinstance(value, float) and value > 0,
    not_told_is_unknown=False,
)
lost_weight = Sign(
    "weight_change_kg",
    lambda value: isinstance(value, float) and value <= -3,
    not_told_is_unknown=False,
)
gained_half_a_kilogram = Sign(
    "weight_change_kg",
    lambda value: isinstance(value, float) and value >= 0.5,
    not_told_is_unknown=False,
)
not_weak = one_of("weakness", "none")
older = at_least("age", 50)
child = Sign("age", lambda value: isinstance(value, float) and value < 16)

# What makes a clot likelier
clot_risk: Condition = AnyOf(
    yes("recent_long_travel"),
    yes("recent_surgery_immobility"),
    yes("previous_clot_or_cancer"),
    names(
        "hormones_pregnancy",
        r"^(?!.*(progest|mini|mirena|iud|coil|implant)).*(combined|\bpill\b|coc\b|contracept|patch"
        r"|\bring\b|o?estr|hrt|hormone|pregnan|partum|birth|deliver|caesar|tamoxifen|raloxifen|ivf"
        r"|testost|steroid|weeks?\b|trimester|^yes|miscarr|breast)",
    ),
    names("comorbidities", r"clot|dvt|embol|thromb|factor v|antiphosph|cancer|lymphoma|leuk"
                           r"|myeloma|lupus|varic|crohn|colitis|nephrotic"),
)  # fmt: skip
pregnant = AnyOf(
    names(
        "hormones_pregnancy",
        r"pregnan|partum|gave birth|birth|deliver(y|ed)|caesar|trimester|gestation|\d+ ?(weeks"
        r"|/40)|miscarr|breastf|^yes$",
    ),
    names("comorbidities", r"pregnan"),
)
periods_stopped = says(
    "hormones_pregnancy", r"amenorr|(no|missed|absent|irregular) period|periods? (stop|absent)"
)
every_night = says("timing", r"every night|nightly|each night|several times (a|each|per) night")
every_run = says("timing", r"(every|each|most|nearly all) runs?\b")
after_effort = says(
    "timing", r"after (the |my |a )?(long |hard )?(run|race|train|marathon|exerc|effort|session)"
)
