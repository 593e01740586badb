# ruff: noqa: E501 (a case a line keeps the tables readable)
"""Sentences of invented news, each with who says what in it, or with nothing that anybody is said to say."""

import pytest

from agent.language.attribution import reports

SAID = """
Union chief Ida Roos, who was cheered by the pickets, bleated that the firm wanted to close the kiln. | Union chief Ida Roos | the firm wanted to close the kiln
Bodo Lind of the Ratepayers’ League, a lobby that backs the sale, alleged that the clerks were paid twice. | Bodo Lind of the Ratepayers’ League | the clerks were paid twice
“This is a rented crowd,” he fumed. | he | “This is a rented crowd,”
'This is a stitch-up by three clubs,' he blasted. | he | 'This is a stitch-up by three clubs,'
'They asked me why,' said the tearful keeper. | the tearful keeper | 'They asked me why,'
'He pinged the pages to a pal,' claimed a bank insider, who begged not to be named. | a bank insider | 'He pinged the pages to a pal,'
"Nobody warned us," sobbed mother-of-two Petra Vale. | mother-of-two Petra Vale | "Nobody warned us,"
“I have seen cattle treated better,” raged passenger Gwen Moss, 64, who lost her bag. | passenger Gwen Moss | “I have seen cattle treated better,”
"We will not move," the strikers roared. | the strikers | "We will not move,"
Corin Malt, a former treasurer of the club, testified that he had warned the board. | Corin Malt | he had warned the board
The court heard Corin Malt, a former treasurer of the club, who testified that he had warned the board. | Corin Malt | he had warned the board
Edvard Quint, who teaches economics at Brayle, reckons that the drop would cost the town a million. | Edvard Quint | the drop would cost the town a million
Henrike Oster, an economist, expects the council to raise the rate in May. | Henrike Oster | the council to raise the rate in May
The ministry expects that the bridge will reopen in May. | The ministry | the bridge will reopen in May
He went on to claim, without a scrap of proof, that she had timed the vote. | He | she had timed the vote
She went on to say that the river was clean. | She | the river was clean
The foreman is quoted as saying that the lift had been checked. | The foreman | the lift had been checked
The club maintains that nobody was hurt. | The club | nobody was hurt
Prosecutors maintain that the ledger was forged. | Prosecutors | the ledger was forged
Ilsa Brand, who heads the union, told a crowd of several hundred at the gates that the ward would close. | Ilsa Brand | the ward would close
Ilsa Brand told several hundred people at the gates that the ward would close. | Ilsa Brand | the ward would close
Ida Korn, who heads the union, told reporters that the pit was wet. | Ida Korn | the pit was wet
"We knocked for five days," the eldest of them, Os Taft, 58, told Northlight through the window of a van. | Os Taft | "We knocked for five days,"
The mill will reopen in May, its spokesman Kasper Wynd told the paper. | its spokesman Kasper Wynd | The mill will reopen in May
Her board had not decided yet, she told local radio. | she | Her board had not decided yet
His father would still be alive, his son told Tideway. | his son | His father would still be alive
The town still had to agree, its planning office told the Lantern. | its planning office | The town still had to agree
He took aim at the league, alleging that the champions had cheated. | He | the champions had cheated
But he took aim at the league, alleging that the champions had cheated. | he | the champions had cheated
The labour court in Wend on Sunday rejected the request, ruling that the union had given notice. | The labour court in Wend | the union had given notice
The bank rejected the charge, saying in a statement that no clerk had seen the draft. | The bank | no clerk had seen the draft
The line was to blame, according to the forest service. | the forest service | The line was to blame
According to his lawyer, he had asked for more drilling. | his lawyer | he had asked for more drilling
They will argue, according to a person who has read the brief, that the fine was too high. | a person | They will argue … that the fine was too high
In the words of Ada Birk, the plan was a leaky boat. | Ada Birk | the plan was a leaky boat
The plan was, as Ada Birk put it, a leaky boat. | Ada Birk | The plan was
In the mayor's view, the plan was sound. | the mayor | the plan was sound
By its own account, the firm paid the party 250,000 marks. | it | the firm paid the party 250,000 marks
By his account, the door was locked. | he | the door was locked
Ada Birk is convinced that the dam will hold. | Ada Birk | the dam will hold
The mayor is adamant that nobody was told. | The mayor | nobody was told
The minister's view is that the road is safe. | The minister | the road is safe
Her argument was that the road is safe. | she | the road is safe
Mayor Cora Dale accused the builder of ignoring warnings. | Mayor Cora Dale | the builder of ignoring warnings
The governor blamed arsonists for the fire. | The governor | arsonists for the fire
The leak was no surprise to the union, whose secretary, Ida Korn, accused the firm of greed. | Ida Korn | the firm of greed
Its chief executive, Lena Haupt, said the maps were wrong. | Lena Haupt | the maps were wrong
The club's manager, Ruben Castle, said his players had learned of it on the bus. | Ruben Castle | his players had learned of it on the bus
The report concluded that the valve had been left open. | The report | the valve had been left open
The inquiry found that the valve had been left open. | The inquiry | the valve had been left open
A failed pump put the ferry on the rocks, the board found in a report on Thursday. | the board | A failed pump put the ferry on the rocks
The flood was caused by the tunnel, said a preliminary report that the inspectorate published on Monday. | a preliminary report | The flood was caused by the tunnel
The panel ruled, however, that the late filing should not count. | The panel | the late filing should not count
On the day of the collapse the prosecutor said that no cause was known. | the prosecutor | no cause was known
On Friday the head of the council said the fund was empty. | the head of the council | the fund was empty
In an e-mail to staff that was read out to Tideway, Aver said he had been badly briefed. | Aver | he had been badly briefed
St Hild's said it saw no connection. | St Hild's | it saw no connection
The Guild of Deck Officers (GDO), a seafarers' union, alleged that the ship had a known defect. | The Guild of Deck Officers | the ship had a known defect
Ada Birk, the mayor of Esk, said the hospital in Wend was quiet. | Ada Birk | the hospital in Wend was quiet
Two men, one woman and a child were saved, Ada Birk, the mayor, said. | Ada Birk | Two men, one woman and a child were saved
The dam is safe, as the agency said on Friday. | the agency | The dam is safe
As the mayor said on Friday, the dam is safe. | the mayor | the dam is safe
The rock is so broken, it says, that a probe could have missed the lake. | it | The rock is so broken … that a probe could have missed the lake
Some 268 operations were postponed, it said, rather than 220. | it | Some 268 operations were postponed … rather than 220
Defiant owner Gid Vass, who made his pile in lorries, lodged his appeal and vowed to fight on. | Defiant owner Gid Vass | to fight on
The out-of-touch league hid behind a statement and said that it would not comment. | The out-of-touch league | it would not comment
Jo Price, 36, a school cook from Ostwick, who said that her rent would double, wept. | Jo Price | her rent would double, wept
The ministry dismissed the story as “a fairy tale”. | The ministry | the story as “a fairy tale”
A spokeswoman for Ash branded the report “false and wounding”. | A spokeswoman for Ash | the report “false and wounding”
The firm rejected the allegation that the ship had sailed with a defect. | The firm | the allegation that the ship had sailed with a defect
He rejected the union's claim that the gate was locked. | the union | the gate was locked
The board did not rule on the owner's claim that he had been misled. | the owner | he had been misled
Rask repeated allegations that the gates were open. | Rask | the gates were open
The federation called the story “a lie” and said that nobody was paid. | The federation | the story “a lie”
Ann Tharp asserted that an aide had phoned the paper, and called the minister a coward. | Ann Tharp | the minister a coward
The magnate accused the league of a vendetta and claimed that its head had lied. | The magnate | the league of a vendetta
"They have the drawings ready," she said, without saying where she had seen them. | she | "They have the drawings ready,"
"We are late," she said, "and we are sorry." | she | "We are late," … "and we are sorry."
"We are late," the driver said. | the driver | "We are late,"
The commission, chaired by the retired judge Pia Drane, wrote in its ruling that the accounts were late. | The commission | the accounts were late
A grieving widow, whom the paper is not naming, alleged that a clerk had offered her money. | A grieving widow | a clerk had offered her money
Leni Farr called on Monday for a vote; a spokeswoman for Est replied that the law left no room for one. | a spokeswoman for Est | the law left no room for one
Asked for evidence, he said: “I know this forest.” | he | “I know this forest.”
The crew had seen a light, Tarr said. | Tarr | The crew had seen a light
The paper called the plan a swindle. | The paper | the plan a swindle
Farm workers complain that the well is foul. | Farm workers | the well is foul
Campaigners say the well is foul. | Campaigners | the well is foul
The well is foul, say campaigners. | campaigners | The well is foul
The well is foul, police said. | police | The well is foul
Two guards were asleep, claimed the union's Dan Hol. | the union's Dan Hol | Two guards were asleep
The regulator warned investors that the fund was empty. | The regulator | the fund was empty
The bank assured customers that their money was safe. | The bank | their money was safe
She suggested that the vote be held again. | She | the vote be held again
The firm estimated 300 jobs would go. | The firm | 300 jobs would go
The mayor claimed the dam had leaked for years. | The mayor | the dam had leaked for years
The mayor denied the accusation. | The mayor | the accusation
The coach hinted that he might leave. | The coach | he might leave
The general swore that no order had been given. | The general | no order had been given
Sources close to the talks disclosed that the price had doubled. | Sources close to the talks | the price had doubled
Tom Hale, chairman of the lifeboat crew, recalled how the mast had snapped. | Tom Hale | the mast had snapped
Dario Menk, who leads the rescue, told reporters at the pithead that the pumps had failed. | Dario Menk | the pumps had failed
Edda Korn and Matt Lunde, the two doves on the council, argued that prices would fall. | Edda Korn and Matt Lunde | prices would fall
A sum that Ida Korn, the secretary of the union, described as “an insult” was paid. | Ida Korn | “an insult”
The Post, citing two officials, reported that the tunnel had flooded. | The Post | the tunnel had flooded
The sale was described by Ada Birk as a robbery. | Ada Birk | a robbery
The firm was accused by the union of hiding the maps. | the union | hiding the maps
Allegations by the union that the maps were hidden were false. | the union | the maps were hidden were false
Witnesses described a wall of water. | Witnesses | a wall of water
On Friday, after a visit to the pit, Ada Birk, the mayor, said the pumps had failed. | Ada Birk | the pumps had failed
The minister, who had kept silent, broke cover on Monday to say that the figures were wrong. | The minister | the figures were wrong
Neighbours reported hearing a loud bang. | Neighbours | hearing a loud bang
The scheme, critics say, is a waste of money. | critics | The scheme … is a waste of money
Korn, her lawyers argue, was arrested unlawfully. | her lawyers | Korn … was arrested unlawfully
Critics of the scheme say that it is a waste of money. | Critics of the scheme | it is a waste of money
The letter, signed by 40 doctors, says the ward is unsafe. | The letter | the ward is unsafe
A study published on Monday found that the well was foul. | A study published | the well was foul
The regulator has since established that the alarm was off. | The regulator | the alarm was off
The strikers' claims that they were beaten are in dispute. | The strikers | they were beaten are in dispute
She was told by her doctor that the test was clear. | her doctor | the test was clear
As reported by the Echo, the deal is dead. | the Echo | the deal is dead
The minister noted with regret that the dam had failed. | The minister | the dam had failed
Its head has admitted privately that the rule was unclear. | Its head | the rule was unclear
The rule was unclear, two people who heard him said. | two people | The rule was unclear
Pell, who denies the charges, was released on bail. | Pell | the charges
"My son is alive," Rosa Vale, 51, said through tears, clutching his photograph. | Rosa Vale | "My son is alive,"
The firm said in its annual report, published on Monday, that sales had fallen. | The firm | sales had fallen
The ministry put the toll at 12. | The ministry | the toll at 12
The suspect, police say, knew the victim. | police | The suspect … knew the victim
The valve, which inspectors said was faulty, was replaced in May. | inspectors | was faulty
The report, which Birk said she never saw, was signed by her. | Birk | she never saw
The man police say started the fire was arrested on Monday. | police | started the fire
Corvane disputes the figure. | Corvane | the figure
Many residents feel that the plan is unfair. | Many residents | the plan is unfair
But the union, which has 900 members, says wages fall. | the union | wages fall
While Birk said the dam was safe, engineers found cracks in it. | Birk | the dam was safe
Under the plan, the union says, wages fall. | the union | Under the plan … wages fall
Earlier the owner had said that the ship would be sold. | the owner | the ship would be sold
Two years ago the owner said that the ship would be sold. | the owner | the ship would be sold
The ship, its owner said Friday, will be sold. | its owner | The ship … will be sold
The U.S. Coast Guard said two sailors had died. | The U.S. Coast Guard | two sailors had died
The airline blamed a fault, while passengers blamed the airline. | The airline | a fault
Lund said the deck was safe, and Holt said the river was rising. | Lund | the deck was safe
The bank "did nothing wrong", its lawyer, Ana Ruiz, told the court on Friday. | Ana Ruiz | The bank "did nothing wrong"
Asked whether he would resign, Coach Lem Dua laughed and said he would rather swim home. | Coach Lem Dua | he would rather swim home
"""
HEARSAY = """
It was claimed that the chief had left by boat. | the chief had left by boat
It is alleged that the guard slept. | the guard slept
He is said to have left by boat. | have left by boat
The driver was reported to be in custody. | be in custody
The clerk is alleged to have kept the key. | have kept the key
The clerk is accused of keeping the key. | keeping the key
The families were told that nobody had survived. | nobody had survived
The reactor is believed to be cold. | be cold
The man said to have fled is back. | have fled is back
The trial heard that the clerk had kept the money. | the clerk had kept the money
"""
UNSAID = """
The clerk is said by heart in every school.
The officer told him to leave the hall.
Tatum Kane, an official with the agency, told regional chiefs to halt the raids, including those on farms.
Residents were told to boil their water.
The opposition called for an inquiry.
Anselm Dray, who ran the bank until 2019, called for an inquiry led by a judge.
The swimmer claimed the title in Brayle.
The flood claimed two lives.
The fire claimed 12 lives and injured 30 people.
The group claimed responsibility for the blast.
She claimed asylum in May.
The firm reported a profit of two million crowns.
The firm reported a profit that exceeded all others.
Police found a body in the canal.
Divers found no sign of the missing boat.
The surveyor was charged with negligence.
The princess expects a child in May.
The minister is expected at the mine on Monday.
The banners told a more complicated story.
The army charged across the field.
The battery charged in an hour.
The company announced the closure of its plant.
The company announced a plan that would cut 300 jobs.
The government declared Friday a holiday.
Lorries thundered across the doomed bridge.
The crowd roared as the ship came in.
The wind howled through the square.
He declined to say where he had been.
The bank refused to say when the line had been checked.
The ministry did not comment.
The union ruled out a strike.
He noted the number of the car.
The shop charged ten crowns a loaf.
The judge read the letter twice.
He called his mother from the station.
The club called in the receivers.
The party promised land to the poor.
The council estimated the cost twice.
He confirmed the booking by telephone.
The lake was described in an old atlas.
A false report caused the alarm.
The claim was filed in March.
Her fears were well founded.
The charge was dropped.
The note lay on the table.
The estimate was too low.
The state of the road is poor.
Three reports lay on the desk.
The hope of a truce faded.
He posted the letter on Monday.
The dam broke on Friday.
The court heard two witnesses.
She answered the door.
They repeated the test twice.
The team lamented in silence.
He warmed his hands at the stove.
The mayor praised the captain for handing out life jackets.
She complained to nobody.
The crew stressed the hull beyond its limit.
The ship signalled twice and sank.
The guide explained the route to them.
The vote was called off.
He admitted the visitors at noon.
The hospital admitted eleven patients.
The stamp read twice.
The firm rejected the offer.
The company dismissed 40 clerks.
The scholar recalled the book from the printer.
The car maker recalled 3,000 vehicles.
The police fear no one.
The strike was blamed on the cold.
The council has called an emergency meeting.
He called it a day.
The ministry neither confirmed nor denied that the ship would be sold.
He never said that the ship would be sold.
The ministry refused to confirm that the ship would be sold.
The ministry has yet to confirm that the ship will be sold.
He stopped short of saying that the ship would be sold.
The insurer paid claims of 2 million crowns.
Neighbours called police at noon.
The judge denied bail.
Reports of looting spread through the city.
Firefighters answered 12 calls on Friday night.
The town boasts a castle.
She fears for her life.
The firm declared bankruptcy on Monday.
Tests showed that he was ill.
Objects were thrown at the police.
He was warned not to leave.
A storm called Edda hit the coast.
The bridge, called the Lantern by locals, fell on Tuesday.
Sales had fallen by half, figures published on Monday showed.
He said nothing.
The museum tells how the town was built.
The film tells the story of a miner.
The pilot reported engine trouble.
Three people were reported missing.
Nobody said the dam was safe.
He did not say that the dam was safe.
The governor has not said whether he will run.
The guard pleaded with them to stop.
The mayor told the crowd to go home.
Prosecutors charged Pell with fraud on Monday.
It is not clear how the fire began.
The minister added 300 jobs to the budget.
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _said(text: str) -> list[tuple[str | None, str]]:
    return [
        (report.speaker, " … ".join(span.of(text).rstrip(".") for span in report.content))
        for report in reports(text)
    ]


@pytest.mark.parametrize(("text", "speaker", "content"), _rows(SAID))
def test_who_says_what_is_read(text, speaker, content):
    assert (speaker, content.rstrip(".")) in _said(text)


@pytest.mark.parametrize(("text", "content"), _rows(HEARSAY))
def test_words_of_nobody_named_are_hearsay(text, content):
    assert (None, content) in _said(text)


@pytest.mark.parametrize("text", UNSAID.strip().splitlines())
def test_what_nobody_is_said_to_say_is_no_report(text):
    assert _said(text) == []


def test_a_group_that_somebody_names_is_no_speaker():
    text = "The two men whom the governor called arrested had only been heard as witnesses."
    assert _said(text) == [("the governor", "arrested")]
