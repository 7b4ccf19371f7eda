"""Red flags in English words."""

from __future__ import annotations

import re

from uncramp.triage.phrase import Phrase, Tongue

PHRASES: tuple[Phrase, ...] = (
    # clot in the lung
    Phrase(
        r"short(ness)? of breath|breathless|out of breath (at rest|walking|on|climbing)",
        "chest_pain_breathless",
    ),
    Phrase(
        r"(can'?t|cannot|hard to|struggl\w+ to|trouble|difficult\w*) (breath\w*"
        r"|catch(ing)? my breath|get(ting)? (my |enough )?(air|breath))",
        "chest_pain_breathless",
    ),
    Phrase(
        r"(chest|breastbone) (pain|hurts|ache|tight|pressure)|(pain|stab\w*|pressure"
        r"|tightness)( \w+){0,5} (my |the )?chest|hurts to breathe",
        "chest_pain_breathless",
    ),
    Phrase(r"cough\w* (up )?blood|blood when I cough", "chest_pain_breathless"),
    Phrase(r"(throat|tongue|lips?) (is |are )?(swell\w*|swollen|clos\w+)", "chest_pain_breathless"),
    # clot in the leg
    Phrase(
        r"(one|left|right|that|the|my) (leg|calf|thigh|ankle|arm) (is |looks |got |has "
        r"|feels )?(clearly |visibly |very |much |badly |a lot |quite )?(swollen|swelled"
        r"|thicker|bigger|double)",
        "swelling",
        "marked one-sided",
    ),
    Phrase(
        r"\d ?cm (thicker|bigger|larger|wider)|twice (the|its) (normal )?size|swollen (left"
        r"|right) (leg|calf|thigh)",
        "swelling",
        "marked one-sided",
    ),
    Phrase(
        r"(calf|leg|shin|skin) (is|feels|looks|has gone|turned) (\w+ ){0,2}(hot|warm|red)\b(?! ?up)"
        r"|(hot|warm) to (the )?touch",
        "warmth_redness",
    ),
    # over-drinking, heat, collapse
    Phrase(
        r"collaps\w+\b(?! (on|onto|into) (the |my )?(sofa|couch|bed))|passed out|blacked out"
        r"|lost consciousness|unconscious\b|slumped|seizure"
        r"|convuls\w+|had a fit\b",
        "confusion_collapse",
    ),
    Phrase(
        r"confus(ed|ion)\b(?! (about|whether|by|as to|what|why|how|if|over))|disorient\w+"
        r"|slurr\w+|not making sense|talking nonsense"
        r"|asking the same (question|thing)|(did|does)(n't| not) (know|remember) where"
        r"|staggering",
        "confusion_collapse",
    ),
    Phrase(
        r"(face|mouth) (is )?(droop\w*|hanging)|(can'?t|cannot) (speak|find words)",
        "confusion_collapse",
    ),
    Phrase(
        r"vomit\w*|throwing up|threw up|(bad|severe|pounding|splitting|terrible"
        r"|awful) headache|worst headache|neck is stiff|stiff neck",
        "vomiting_headache",
    ),
    Phrase(
        r"(drank|drunk|drinking) (at every|far too much|way too much|too much (water|fluid)"
        r"|(about |around |over )?([5-9]|1\d) ?(l|litres?|liters?)\b)",
        "fluid_intake_excessive",
    ),
    Phrase(
        r"legs (gave way|gave out|buckled|turned to jelly) (early|in the first|after a few"
        r"|within)",
        "confusion_collapse",
    ),
    # muscle breakdown
    Phrase(
        r"(pee|urine|wee|piss)( \w+){0,4} (cola|coke|tea|brown|dark(?! yellow)|black"
        r"|rusty|red|bloody|port wine)|(cola|coke|tea|rust|brown|dark)([ -](coloured"
        r"|colored))? (pee|urine|wee)|blood in (my |the )?(pee|urine|wee)",
        "dark_urine",
    ),
    Phrase(
        r"(hardly|barely|almost no|scarcely) (any )?(pee|peed|urine|urinat\w+)"
        r"|(have not|haven't|not) (peed|urinated|been able to pee|passed (any )?(water|urine))"
        r"|stopped peeing",
        "reduced_urine",
    ),
    # acute compartment, limb without blood
    Phrase(
        r"(shin|calf|thigh|leg|forearm|muscle|it)( \w+){0,3} (wooden|rock[ -]hard"
        r"|hard as (a )?(rock|wood|stone))( \w+){0,4} (hours?|still)|(not|never|n't) (let|lets"
        r"|letting)"
        r" go (for|after|in) (\d\d+ ?min\w*|an? hour|half an hour|\d+ ?h\w*|hours|all night)",
        "cramp_over_10min",
    ),
    Phrase(
        r"pain ?killers? (do|did|are doing|does) (nothing|not help)|pain (is |far )?(beyond"
        r"|out of (all )?proportion)",
        "pain_out_of_proportion",
    ),
    Phrase(
        r"(foot|toes|leg) (is|are|has gone|went|feels|turned|gone"
        r"|have gone) (\w+ ){0,2}(ice[ -]cold|pale|white|blue|grey|mottled|cold and)",
        "cold_pale_foot",
    ),
    Phrase(
        r"(foot|toes|leg|shin) (is|are|has gone|went|feels|gone|have gone) (\w+ ){0,2}numb",
        "numbness_tingling",
        "local",
    ),
    # tendon rupture and muscle tear
    Phrase(
        r"(heard|felt|with) (a |an )?(loud |audible |sudden )?(pop|snap|crack|bang|ripping)"
        r"|kick(ed)? (me )?in the (back|heel|calf|ankle)|someone kick\w*|shot in the calf",
        "pop_tear",
    ),
    Phrase(
        r"(can'?t|cannot|unable to|could not|couldn'?t) (\w+ ){0,2}(stand|rise|go up|get up"
        r"|push up) (up )?(on )?(to )?(my |the )?(tip-?toes?|toes)|(can'?t|cannot|unable to"
        r"|could not|couldn'?t) (\w+ ){0,2}((do|manage) (a |one )?(single )?heel raise|(put"
        r"|bear|take) (any |my )?(full )?weight)|(can'?t|cannot|unable to) walk\b(?! (fast|far))",
        "cannot_heel_raise_or_bear_weight",
    ),
    # infection
    Phrase(
        r"(?<!hay )fever(ish)?\b|\brigors?\b|(my|a|body|her|his) temperature (of |is "
        r"|was )?(3[89]|4[01]"
        r"|10[0-4])",
        "fever",
    ),
    Phrase(
        r"red(ness)? (is )?(spreading|streak\w*|line)|\bpus\b|lockjaw|jaw is (stiff|locked)",
        "warmth_redness",
    ),
    # cauda equina
    Phrase(
        r"numb\w*( \w+){0,4} (between (my|the) legs|saddle|genital\w*|groin|crotch|bottom|anus"
        r"|private\w*)|(saddle|genitals?|crotch|bottom) (is |feels |area )?(\w+ )?numb",
        "numbness_tingling",
        "saddle",
    ),
    Phrase(
        r"(can'?t|cannot|unable to|trouble|difficulty|hard to) (\w+ )?(pee|peeing|urinat\w+"
        r"|empty(ing)? (my )?bladder|feel when I pee)|(wet|soiled) (myself|himself|herself|the bed)"
        r"|lost control of (my )?(bladder|bowels?)|incontinen\w+",
        "bladder_bowel_change",
    ),
    # salts with heart symptoms
    Phrase(
        r"palpitation\w*|heart (is |keeps )(racing|skipp\w+|flutter\w+"
        r"|stumbl\w+|missing beats|beating (irregular\w*|strange\w*))|irregular heart\w*"
        r"|(nearly |almost )?fainted|fainting|feel faint",
        "palpitations_faint",
    ),
    # nerves
    Phrase(
        r"(leg|legs|arm|arms|foot|hand|grip|calf|muscle)( \w+){0,2} (getting|becoming"
        r"|growing) weaker (by|each|every|day|week|over|since)|foot drop",
        "weakness",
        "progressive",
    ),
    Phrase(
        r"(visibly|noticeably|getting|becoming) (thinner|smaller)|wasting away",
        "fasciculation_wasting",
    ),
    # bone stress
    Phrase(
        r"(one|a|single) (small |exact |precise |sore )?spot on (the |my )?(shin ?bone|bone"
        r"|tibia|foot)",
        "bony_tenderness",
    ),
)

ENGLISH = Tongue(
    PHRASES,
    denied=re.compile(
        r"\b(no|not|never|nor|neither|without|denie[sd]|deny|free of|isn'?t|aren'?t|wasn'?t"
        r"|don'?t|doesn'?t|didn'?t|haven'?t|hasn'?t|nothing|none|(?<!as )if|in case|should i"
        r"|worried about|afraid of|used to|rather than|instead of|absence of|watch(ing)? for)\b"
        r"|\bmy (dad|father|mum|mom|mother|brother|sister|uncle|aunt|friend|wife|husband|partner)"
        r"( \w+)? (had|once)\b"
    ),
    denied_after=re.compile(r"\W*\b(no|none|nil|absent|negative|denied|never|not)\b"),
    past=re.compile(r"\b(years ago|last year|as a (child|teenager)|in 20[01]\d)\b"),
)
