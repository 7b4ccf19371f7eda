"""Red flags in German words."""

from __future__ import annotations

import re

from uncramp.triage.phrase import Phrase, Tongue

PHRASES: tuple[Phrase, ...] = (
    # clot in the lung
    Phrase(
        r"atemnot|luftnot|kurzatmig\w*|ausser atem (in ruhe|beim gehen|im liegen|beim treppe\w*)",
        "chest_pain_breathless",
    ),
    Phrase(
        r"(bekomm|krieg)\w* (\w+ ){0,5}(schlecht|keine|nicht genug|schwer) (\w+ )?luft"
        r"|kaum (noch )?luft"
        r"|(kann|konnte) (\w+ ){0,2}(kaum|nicht|schlecht)( mehr)?( \w+)? (atmen|luft holen"
        r"|durchatmen)|(atmen|luftholen) f(ae|ie)l\w* (\w+ ){0,2}schwer",
        "chest_pain_breathless",
    ),
    Phrase(
        r"brustschmerz\w*|(schmerz\w*|stechen|sticht|druck|drueckt|enge|engegefuehl)( \w+){0,5} "
        r"brust(korb|bein)?\b|brust (tut|schmerzt|ist eng|drueckt)"
        r"|beim (ein)?atmen (weh|schmerz\w*)",
        "chest_pain_breathless",
    ),
    Phrase(r"blut (ge)?hust\w*|hust\w* (\w+ )?blut|bluthusten", "chest_pain_breathless"),
    Phrase(
        r"(hals|zunge|lippen?|kehle|rachen) (ist |sind |wird |werden )?(\w+ )?(geschwollen"
        r"|angeschwollen|schwill\w*|schwell\w*|dick)",
        "chest_pain_breathless",
    ),
    # clot in the leg
    Phrase(
        r"(bein|wade|oberschenkel|unterschenkel|knoechel|arm) (ist |war |sieht |wirkt )?(\w+ ){0,4}"
        r"(dick(er)?\b|geschwollen|angeschwollen)",
        "swelling",
        "marked one-sided",
    ),
    Phrase(
        r"\d ?cm (dicker|groesser|mehr umfang)|doppelt so dick"
        r"|(dicke\w*|geschwollene\w*) (linke\w* |rechte\w* )?(bein|wade|unterschenkel|oberschenkel)"
        r"|(bein|wade) (schwoll|schwillt) an",
        "swelling",
        "marked one-sided",
    ),
    Phrase(
        r"(wade|bein|schienbein|haut|unterschenkel|stelle) (ist|war|wird|wurde|fuehlt sich) "
        r"(\w+ ){0,2}(heiss|warm|rot|ueberwaermt|geroetet)\b|ueberwaermt|heiss anzufassen",
        "warmth_redness",
    ),
    # over-drinking, heat, collapse
    Phrase(
        r"kollabier\w*|zusammengebrochen|zusammengesackt|bewusstlos\w*|in ohnmacht gefallen"
        r"|(?<!fast )(?<!beinahe )ohnmaechtig (geworden|gewesen|war|wurde)"
        r"|(war|wurde) (kurz )?ohnmaechtig|(?<!fast )umgekippt"
        r"|epilep\w*|weggetreten",
        "confusion_collapse",
    ),
    Phrase(
        r"verwirrt\b(?! (von|ueber|durch|wegen|was|welche))|desorientiert|orientierungslos"
        r"|\blall\w*|wirres zeug|nicht (mehr )?ansprechbar|torkel\w*"
        r"|(wusste|weiss) (\w+ )?nicht( mehr)?,? wo",
        "confusion_collapse",
    ),
    Phrase(
        r"(mundwinkel|gesicht) (\w+ )?(haengt|haengen|schief)|(kann|konnte) nicht (mehr )?(sprechen"
        r"|reden)",
        "confusion_collapse",
    ),
    Phrase(
        r"erbroch\w*|erbrech\w*|uebergeben|gekotzt"
        r"|(stark|heftig|schlimm|rasend|extrem|haemmernd)\w* (kopfschmerz\w*|kopfweh)"
        r"|kopf (platzt|droehnt)|nacken (ist )?steif|steifer nacken",
        "vomiting_headache",
    ),
    Phrase(
        r"(viel )?zu viel (wasser )?(getrunken|wasser)|an jeder station (\w+ )?getrunken|an jedem "
        r"stand (\w+ )?getrunken|([5-9]|1\d) ?(l|liter)\b( \w+){0,3} (getrunken|wasser)"
        r"|getrunken( \w+){0,3} ([5-9]|1\d) ?(l|liter)\b",
        "fluid_intake_excessive",
    ),
    Phrase(
        r"beine (haben )?(\w+ )?(nachgegeben|weggesackt|weggeknickt|wie pudding)( \w+){0,4} (anfang"
        r"|ersten|frueh|paar)|(anfang|ersten|frueh|paar)( \w+){0,5} beine (\w+ )?(nachgegeben"
        r"|weggesackt|weggeknickt)",
        "confusion_collapse",
    ),
    # muscle breakdown
    Phrase(
        r"(urin|pipi|harn|pisse)( \w+){0,4} (cola|tee|braun|dunkelbraun|dunkel|schwarz|rost|rot"
        r"|blutig)(farben|braun|farbig|rot)?\b|(cola|tee|rost|dunkel|braun)\w*[ -]?(farbe\w* "
        r"|farbig\w* |farben\w* )?(urin|pipi|harn)|blut im (urin|harn|pipi)",
        "dark_urine",
    ),
    Phrase(
        r"(kaum|fast kein\w*|fast nichts|fast gar nicht) (\w+ )?(urin|wasser gelassen|gepinkelt"
        r"|gepieselt|pinkeln)|(nicht|nichts) (mehr )?(gepinkelt|wasser gelassen|pinkeln koennen)"
        r"|seit stunden nicht (\w+ ){0,3}(toilette|gepinkelt|klo)",
        "reduced_urine",
    ),
    # acute compartment, limb without blood
    Phrase(
        r"(bretthart|steinhart|hart wie (ein )?(brett|stein|holz))( \w+){0,4} (stunden?|immer noch)"
        r"|(stunden|immer noch) (\w+ ){0,3}(bretthart|steinhart|hart wie)"
        r"|(loest|loeste|laesst|liess|geht|ging) (sich )?(\w+ ){0,2}(nicht|nie)( mehr)?( \w+){0,4} "
        r"(\d\d+ ?min\w*|einer stunde|halben stunde|stunden|ganze nacht)"
        r"|(stunden?|\d\d+ ?min\w*)( lang)? (\w+ ){0,2}nicht (los|nach|weg)\w*",
        "cramp_over_10min",
    ),
    Phrase(
        r"schmerzmittel (helfen|hilft|half|halfen|bring\w*|wirk\w*) (\w+ ){0,2}(nicht\w*|kaum)"
        r"|schmerz\w*( \w+){0,3} (unertraeglich|nicht auszuhalten|nicht mehr auszuhalten)",
        "pain_out_of_proportion",
    ),
    Phrase(
        r"(fuss|zehen|bein|unterschenkel) (ist|sind|war|wird|wurde|wurden|fuehlt sich) (\w+ ){0,3}"
        r"(eiskalt|kalt und|blass|weiss|blau|grau|marmoriert)",
        "cold_pale_foot",
    ),
    Phrase(
        r"(fuss|zehen|bein|schienbein|wade|unterschenkel) (ist|sind|war|wird|fuehlt sich"
        r"|fuehlen sich) (\w+ ){0,2}taub",
        "numbness_tingling",
        "local",
    ),
    # tendon rupture and muscle tear
    Phrase(
        r"(lauter |lautes |ploetzlich\w* |hoerbar\w* |einen? |hat )(\w+ )?(knall|peitschenknall"
        r"|knacks|knacken|geknallt|geknackt|riss)\b|gerissen|(tritt|getreten|schlag) (\w+ ){0,3}"
        r"(in|gegen|an|von hinten) (\w+ ){0,2}(wade|ferse|achillessehne)|schuss in (die|der) wade",
        "pop_tear",
    ),
    Phrase(
        r"(kann|konnte) (\w+ ){0,4}nicht( mehr)? (\w+ ){0,3}(zehenspitzen|zehen|auftreten|belasten)"
        r"|(kann|konnte) (\w+ ){0,4}(zehenspitzen|zehen) (\w+ ){0,2}nicht|(kann|konnte) (\w+ ){0,3}"
        r"nicht( mehr)? (gehen|auftreten)\b"
        r"|(keinen schritt|kein gewicht) (\w+ )?(gehen|tragen|mehr)",
        "cannot_heel_raise_or_bear_weight",
    ),
    # infection
    Phrase(
        r"\bfieber\w*|schuettelfrost|temperatur (von |ist |war |liegt bei )?(3[89]|4[01])", "fever"
    ),
    Phrase(
        r"roet\w*( \w+){0,3} (breitet|wandert|streifen)|roter streifen|\beiter(t|ig\w*)?\b"
        r"|kiefersperre|kiefer (\w+ )?(steif|klemmt)",
        "warmth_redness",
    ),
    # cauda equina
    Phrase(
        r"taub\w*( \w+){0,4} (zwischen den beinen|reithose\w*|genital\w*|schritt|po|gesaess|after"
        r"|intimbereich)|(reithose\w*|genital\w*|schritt|intimbereich|gesaess|po)( \w+){0,3} taub",
        "numbness_tingling",
        "saddle",
    ),
    Phrase(
        r"(kann|konnte) (\w+ ){0,3}(nicht|kaum|schlecht)( mehr)? (pinkeln|wasser lassen|urinieren"
        r"|die blase)|eingenaesst|eingekotet|in die hose gemacht|inkontinen\w*"
        r"|kontrolle ueber (\w+ )?(blase|darm)",
        "bladder_bowel_change",
    ),
    # salts with heart symptoms
    Phrase(
        r"herzrasen|herzstolpern|herz (rast|stolpert|flattert|setzt aus|schlaegt unregelmaessig)"
        r"|(fast|beinahe) (ohnmaechtig|umgekippt|in ohnmacht)|schwarz vor (den )?augen",
        "palpitations_faint",
    ),
    # nerves
    Phrase(
        r"(beine?|arme?|fuss|hand|griff|wade|muskeln?)( \w+){0,3} (immer|zunehmend|taeglich"
        r"|von tag zu tag|jede woche|jeden tag) schwaecher|fussheber\w*|fallfuss",
        "weakness",
        "progressive",
    ),
    Phrase(
        r"(sichtbar|merklich|immer|zusehends) duenner|muskelschwund"
        r"|muskel\w*( \w+){0,3} schwinde\w*",
        "fasciculation_wasting",
    ),
    # bone stress
    Phrase(
        r"(eine?|genau\w*|punktgenau\w*|bestimmten?) (kleine[nr]? |schmerzhafte[nr]? "
        r"|genaue[nr]? )?(stelle|punkt) (am|auf dem|an der) (schienbein|knochen|fuss)",
        "bony_tenderness",
    ),
)

GERMAN = Tongue(
    PHRASES,
    denied=re.compile(
        r"\b(kein\w*|nicht|nie|niemals|ohne|weder|noch nie|verneint|statt|falls|angst vor|sorge um"
        r"|nichts|frei von|achte\w* auf)\b"
        r"|\bmein\w* (vater|mutter|bruder|schwester|onkel|tante|freund\w*|frau|mann|partner\w*)"
        r"( \w+)? (hatte|bekam)\b"
    ),
    denied_after=re.compile(
        r"\W*\b((habe|hab|hatte) ich )?(auch )?(nein|kein\w*|nicht|nie|niemals|negativ|verneint)\b"
    ),
    past=re.compile(r"\b(vor (vielen )?jahren|letztes jahr|frueher|als kind|20[01]\d)\b"),
)
