"""Words by which the parts of a sentence are told apart, all in lower case."""

DATED = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december""".split()
)
WHEN = DATED | frozenset(
    """on in at early late last next this the of morning afternoon evening night noon midnight week month
    year""".split()
)
"""Words of which the naming of a day consists, beside numbers."""
BINDS = frozenset(
    """if unless except without not until till only provided providing whether but however although though
    yet pending subject nor never no none neither unlike instead rather barring assuming cannot cant
    wont isnt wasnt arent werent didnt doesnt dont hasnt havent hadnt allegedly alleged reportedly
    purportedly supposedly falsely baselessly wrongly long case event condition conditions conditional
    contingent assumption depending exception exceptions excluding save besides aside apart luck now
    exchange return least best worst average theory theories theoretically hypothetically hypothetical
    principle paper scenario scenarios simulation simulated drill exercise mock staged rehearsal hoax
    fake faked false untrue fabricated fictional fictitious fiction satire satirical parody spoof prank
    joke jokes jest jokingly dream film movie novel impersonating posing pretending rumour rumours rumor
    rumors claim claims claimed disputes disputed dispute denies denied deny denying contests contested
    mistake mistaken mistakenly error erroneous erroneously wrong incorrect incorrectly inaccurate
    misleading retracted retracting retracts revised corrected correcting overturned reversed reversing
    reinstated withdrew withdrawn withdrawing annulled quashed cleared acquitted debunked disproved
    disproven unproven unverified unconfirmed unfounded opinion view views eyes telling account accounts
    version estimate estimates estimated guess guessed suspected suspects suspicion believed thought
    feared hoped apparently seemingly ostensibly likely unlikely possibly perhaps maybe probably
    potential potentially initial preliminary provisional tentative legend critics void voided invalid
    appearances torture tortured duress threat plan plans proposal proposed blocked reopened alone""".split()
)
"""Words on which the truth of the rest may hang: no part that holds one is left out."""
SCOPES = frozenset(
    """no not never nobody none nothing nowhere neither nor cannot without hardly barely scarcely seldom
    rarely few fewer only sole all every each any always everyone everybody everything anyone anybody anything
    first least most best worst record average median percent half
    majority""".split()
)
"""Words whose sense may end with the time or place that they hold for ("nobody since May")."""
NOT_SUPERLATIVE = frozenset(
    """forest arrest protest request interest contest honest guest priest harvest manifest suggest invest
    modest conquest northwest southwest midwest budapest bucharest west test rest rested quest digest chest
    nest unrest inquest""".split()
)
ADJUNCT = frozenset("on in at after during since amid following".split())
"""Words that begin what can be left out without a comma to mark it."""
PLACES = frozenset("on in at".split())
"""Those of them that belong to a verb as often as not, and make idioms with a bare noun ("on trial")."""
DETERMINERS = frozenset("a an the his her its their this these those".split())
NO_ADJUNCT = frozenset("least most many much few well long soon all order favour favor doubt first".split())
"""Words that make something else of one of those ("at least", "in order", "in favour")."""
CONNECTIVE = frozenset(
    "so then meanwhile moreover furthermore additionally also besides earlier later now still".split()
)
TURNS = frozenset("but and yet however though".split())
RELATIVE = frozenset("who whom whose which".split())
BEGINS = (
    ADJUNCT
    | RELATIVE
    | frozenset(
        """a an the his her its their and including with by from of under over
    despite because while""".split()
    )
)
"""Words that begin a part between commas that can be left out."""
UNFINISHED = frozenset("and or but of to that than a an the by for with from".split())
"""Words with which no part ends."""
VERBS = frozenset(
    """is are was were has have had will would can could may might must should do does did be been says
    said say told began begun broke brought built came caught chose cut drew drove fell felt fled flew
    found fought gave goes got grew held hit kept knew led left lay lost made meant met paid put ran
    rose read saw sent set shot shut sold spent spoke stood struck sued swept took taught threw thought
    went withdrew won wrote voted seen born given taken shown known hopes thinks fears""".split()
)
"""Words that are verbs when nothing is known but their form, besides those that end in "ed"."""
AUXILIARY = frozenset(
    """is are was were be been being am has have had will would can could may might must should do does did
    shall""".split()
)
OPEN = (
    UNFINISHED
    | AUXILIARY
    | frozenset("as not in on at into onto about between such both either more less very his her its".split())
)
"""Words that wait for what comes next: nothing is left out behind one unless a comma marks it."""
BEFORE_DAY = WHEN | frozenset("by since until from before after for".split())
AFTER_DAY = WHEN - {"on", "in", "at", "of", "the", "this"} | frozenset("to through till until and or".split())
PHRASAL = frozenset(
    "call called bring brought carry carried go went come came take took taken put set turn turned result "
    "resulted believe believed hand handed fill filled give gave given end ended".split()
)
"""Verbs that "in", "on" and "at" belong to, as in "called in"."""
JOINS = frozenset("and or but then".split())
NOT_MOVED_OVER = JOINS | RELATIVE | frozenset("to where when as if because while than whether".split())
"""Words that begin a clause of their own, of which a day that follows may be the day."""
