"""Invented events, each told by outlets that contradict one another in some things and seem to in others."""

from typing import NamedTuple


class Told(NamedTuple):
    """What one outlet tells, and when."""

    outlet: str
    published: str
    text: str


class Event(NamedTuple):
    """Articles of one event, with the kind of each disagreement and a word of each of two of its sides."""

    articles: tuple[Told, ...]
    expected: frozenset[tuple[str, frozenset[str]]]


def _told(outlet: str, published: str, text: str) -> Told:
    return Told(outlet, published, " ".join(text.split()))


def _expect(*found: tuple[str, str]) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset((kind, frozenset(sides.split(" | "))) for kind, sides in found)


AVALANCHE = Event(
    (
        _told(
            "herald",
            "2031-02-10T08:00",
            """
            An avalanche swept across a ski piste above Korvann on Sunday, killing five
            skiers and injuring nine. The slab broke loose at 11:20 a.m. and buried the
            lower lift station. Piste manager Tomas Brael said the slope had been checked at
            dawn. Two helicopters and 80 volunteers searched the debris. The avalanche was
            triggered by a snowboarder who had left the marked run. The resort has 22 lifts
            and closed six of them. Hotels in the valley were full, with 4,000 guests. A
            smaller slide on Monday morning hurt nobody. In 2019 an avalanche in the same
            valley killed 12 people. The road to the resort reopened on Sunday evening.
            """,
        ),
        _told(
            "post",
            "2031-02-10T12:00",
            """
            Seven skiers died when an avalanche hit the ski resort of Korvann on Sunday.
            Eleven people were hurt. The slab came down at 10:50 a.m., the log of the lift
            operator shows. The piste manager, Tomas Brehl, had opened the run an hour
            before. A warm wind caused the avalanche, the snow institute said on Monday.
            About 80 volunteers dug through the night. Sixteen of the 22 lifts are running.
            The road to the resort remained closed on Monday. The institute had put the
            danger at level three for the week.
            """,
        ),
        _told(
            "wire",
            "2031-02-13T09:00",
            """
            The number of people killed in the Korvann avalanche rose to eight on Wednesday,
            when a skier died in hospital. Piste manager Tomas Brael was questioned for
            three hours. Volunteers, about 80 of them, were thanked at a ceremony on
            Thursday. Avalanches kill 25 people a year in the country.
            """,
        ),
    ),
    _expect(
        ("number", "five | Seven"),
        ("number", "nine | Eleven"),
        ("date", "11:20 | 10:50"),
        ("name", "Brael | Brehl"),
        ("cause", "snowboarder | warm wind"),
        ("outcome", "reopened | remained closed"),
    ),
)

LIBRARY = Event(
    (
        _told(
            "echo",
            "2031-05-06T07:00",
            """
            The council of Marrowby voted 14 to 9 on Monday to close the town library. The
            closure will save 310,000 pounds a year. Mayor Ines Cardow said the building
            needed a new roof. The library, which opened in 1931, lends 52,000 books a year
            and employs 12 people. A petition against the closure gathered 6,200 signatures.
            The council approved a plan to widen the market square. The last day of the
            library is 30 June. The mayor denied that the site had been sold.
            """,
        ),
        _told(
            "argus",
            "2031-05-06T09:00",
            """
            Councillors in Marrowby voted 13 to 10 on Monday to shut the town library. The
            closure will save 190,000 pounds a year, the treasurer said. The mayor, Ines
            Carrow, left before the vote. The petition against the closure gathered more
            than 6,000 signatures. The council rejected the plan to widen the market square.
            The library employs 12 people, of whom four work part time. The last day of the
            library is 30 September. The school library in Marrowby lends 9,000 books.
            """,
        ),
        _told(
            "star",
            "2031-05-07T09:00",
            """
            The site of the town library in Marrowby has been sold. Readers met on Tuesday
            to protest against the closure of the library. Some 6,200 people have signed
            their petition.
            """,
        ),
    ),
    _expect(
        ("number", "14 to 9 | 13 to 10"),
        ("number", "310,000 | 190,000"),
        ("name", "Cardow | Carrow"),
        ("outcome", "approved | rejected"),
        ("date", "30 June | 30 September"),
    ),
)

THEFT = Event(
    (
        _told(
            "gazette",
            "2031-09-15T08:00",
            """
            Thieves stole 11 paintings from the Halden museum in Orsk on Friday night. The
            paintings are worth 24 million dollars, the director, Paula Wend, said. They
            climbed in through a window that had been left open. Two guards were tied up.
            Police arrested three people at the border on Sunday. The museum reopened on
            Monday. It owns 340 paintings. A neighbour heard a van at 2:30 a.m. and thought
            nothing of it.
            """,
        ),
        _told(
            "record",
            "2031-09-15T15:00",
            """
            Thirteen paintings were stolen from the Halden museum in Orsk on Saturday night.
            Their value was put at 24 million dollars. Nobody has been arrested, police
            said. The museum remained closed on Monday. One of the two guards was treated
            for a cut. The head of security, Karl Ott, has been suspended. The museum's
            other building, the mill, lost two paintings in 2024.
            """,
        ),
        _told(
            "mirror",
            "2031-09-16T08:00",
            """
            The Halden museum had turned its alarm off to save power, a former guard said.
            Paula Wend, the director, denied it. The mill, its second building, has 60
            paintings and is open. The culture minister, Arne Solberg, promised 2 million
            dollars for new locks.
            """,
        ),
    ),
    _expect(
        ("number", "11 | Thirteen"),
        ("date", "Friday | Saturday"),
        ("outcome", "three people | Nobody"),
        ("outcome", "reopened | remained closed"),
    ),
)

PROFITS = Event(
    (
        _told(
            "ledger",
            "2031-03-02T08:00",
            """
            Norra Foods raised its profit by 12 percent to 340 million euros in the year to
            January. Sales fell 3 percent. It will open 20 shops and close 45. The chief
            executive of Norra, Lena Falk, takes a bonus of 2 million euros. Norra expects
            to hire 900 people in the north. Shares rose 4 percent on Tuesday. Workers at
            the plant in Tovik struck on Wednesday over pay. The Tovik plant employs 700
            people.
            """,
        ),
        _told(
            "courier",
            "2031-03-03T08:00",
            """
            Sales of Norra Foods fell by 3 percent in the year to January, while its rival
            Sundel sold 6 percent more. Profit came to nearly 340 million euros. The chief
            executive of Sundel, Ivo Brandt, will retire. Norra will close 45 shops and open
            20 others. Shares fell 2 percent on Wednesday. Workers at the plant in Askim
            struck on Thursday over pay. The Askim plant employs 450 people. Norra hired 300
            people last year.
            """,
        ),
        _told(
            "market",
            "2031-03-03T18:00",
            """
            A union leader said Norra's strike in Tovik was about safety. At least 600
            workers joined it, 90 percent of the early shift. About 650 workers walked out,
            the company said. Norra denied that it would sell the plant. Sundel is to open a
            plant with 450 jobs. The bonus of Lena Falk is five times what it was in 2029.
            """,
        ),
    ),
    _expect(),
)

EVENTS = {"avalanche": AVALANCHE, "library": LIBRARY, "theft": THEFT, "profits": PROFITS}
