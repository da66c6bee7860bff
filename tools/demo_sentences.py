"""English sentences of our own, put together from word lists: text for the demo model's tokenizer."""

import random
from collections.abc import Iterator

PRAISE = """amazing beautiful brilliant charming clever delicious delightful elegant excellent exciting
fantastic fine fresh friendly fun funny generous gentle good gorgeous great helpful honest impressive
inspiring lovely magnificent marvelous memorable nice outstanding perfect pleasant polite reliable
remarkable smart solid splendid stunning superb sweet touching warm wonderful worthwhile""".split()

BLAME = """annoying awful bad bland boring broken cheap clumsy cold confusing cruel dirty disappointing
disgusting dreadful dull empty expensive faulty forgettable greasy gloomy horrible irritating lazy
loud mediocre messy miserable nasty noisy painful pathetic pointless poor rude sad shallow slow
stale stupid terrible tedious tiresome ugly unpleasant useless weak worthless wrong""".split()

THINGS = """album apartment app battery bed bike book breakfast bus cafe camera car chair city coffee
computer concert course dinner dish doctor dog driver episode experience family film flight food
game garden guide hotel house journey keyboard kitchen lamp laptop lesson library lunch machine
magazine market meal meeting menu mirror mobile morning movie museum music novel office oven park
party phone photo picture place plane play product program recipe restaurant road room school
screen series service shirt shoe shop show sofa song staff story street table tea teacher team
telephone theater ticket tour toy train trip umbrella video village visit voice waiter wallet watch
weather website window winter writer""".split()

PARTS = """acting address atmosphere beginning button color cover dialogue direction edge ending
entrance flavor idea joke language light message mood number pace plot price quality rhythm sauce
scene script sense service size smell sound speed style surface taste texture title tone value
view""".split()

PEOPLE = """Alice Ahmed Anna Boris Carla Chen David Elena Emma Fatima George Hanna Ivan Jack James Julia
Karim Laura Leo Lucy Maria Mark Maya Miguel Nina Noah Olga Oscar Paul Peter Priya Rosa Samuel Sara
Sofia Tom Viktor Yuki Zoe""".split()

PLACES = """Africa America Asia Athens Berlin Boston Brazil Cairo Canada Chicago China Denmark England
Europe Finland France Germany Greece India Iran Ireland Italy Japan Kenya Lisbon London Madrid
Mexico Moscow Norway Oslo Paris Peru Poland Rome Spain Sweden Tokyo Toronto Vienna""".split()

ROLES = """actor artist baker banker boy brother child citizen clerk cook customer dancer daughter
engineer farmer father friend girl guest husband journalist judge king lawyer manager man mother
neighbor nurse officer painter parent player president queen researcher sailor scientist singer
sister soldier son student tourist visitor wife woman worker""".split()

VERBS = """asked built bought called carried changed cleaned closed cooked described drew drove ended
enjoyed expected explained finished fixed followed forgot found gave heard held helped hoped
invited kept knew learned left liked listened lost loved made missed moved needed noticed offered
opened ordered painted paid played praised prepared read received refused remembered repaired
replaced reported returned said saved sent showed signed sold started stopped studied thanked
thought told took touched travelled tried turned used visited waited walked wanted washed watched
wished wrote""".split()

TOPICS = """accident agreement air animal army art attack bank basketball bill body bone bridge budget
business cancer cell century champion chemical climate club coach company computer contract
council country court crime culture currency data debt defense device disease earth economy
education election electricity energy engine environment evidence export factory fashion festival
finance fire fish flood football forest fuel gas goal gold government health heart history hospital
human ice industry inflation internet investment island knowledge labor land law leader league
match medal medicine metal minister money moon mountain nation network news ocean oil olympic
opinion patient peace planet plant police policy politics population power prize profit protein
public race radio rain record religion report river robot rocket rule satellite science season
security software soil space species sport star state stock storm strike sun surgery tax technology
temperature tennis theory tournament trade traffic treaty tree university vaccine victory virus
vote wage war water wave wind world""".split()

QUESTION_WORDS = "what when where which who whose why how".split()

INSTRUCTIONS = """Is this review positive or negative?
Was the reviewer happy or unhappy?
Would you recommend it to a friend?
Does the premise entail the hypothesis?
Suppose that the first sentence is true. Is the second one true, false or neither?
Given that, can we conclude that it is so? Yes, no or maybe?
Answer with entailment, neutral or contradiction.
Based on the passage above, answer the question below.
Read the following text and pick the correct answer.
Choose the best option from the list.
Options: A, B, C, D.
What is the sentiment of this text?
Which of these categories describes the article: world, sports, business or science and technology?
Summarize the article in one sentence.
Write a short headline for this news story.
Do these two sentences mean the same thing?
Are the two questions duplicates of each other?
Complete the sentence.
Translate it into French, German, Spanish or Italian.
Question: Context: Answer: Passage: Premise: Hypothesis: Title: Text: Review: Summary: Dialogue:
Your answer should be True or False.
Rate it with one, two, three, four or five stars.
The correct answer is the first choice, the second choice or the last choice.
In other words, therefore it must not be equivalent, unacceptable, grammatical or correct.""".split("\n")

ANSWERS = """yes no true false positive negative neutral maybe entailment contradiction neither correct
incorrect right wrong good bad great terrible acceptable unacceptable equivalent different same
similar happy unhappy delighted disappointed satisfied recommend recommended world politics sports
business science technology fact opinion question statement first second third fourth last none always
never sometimes spam safe relevant irrelevant formal informal question answer option choice sentiment
review article sentence passage premise hypothesis summary title headline category feeling
word letter number description entity person location choose pick select decide suggest
follow mean conclude suppose given based above below following""".split()

COMMON = """able about above across again against ago all almost along already also although always among
another any anyone anything around away back because become before behind being believe below
better between beyond big black blue both bring brown but came cannot certain clear close could day
deep did different does done down during each early eight either else enough even evening ever every
everyone everything exactly example fact far fast few first five four free full general green had half
hand happy hard has have head her here high him his hour however hundred important inside into its
itself just kind large last late later least less life likely little long low main many maybe me mean
might million minute moment month more most much must my name near neither never new next night nine
nobody none not nothing now off often old once one only open order other our out outside over own past
people perhaps possible question quick quite rather ready real really red right round same second seem
seven several shall short should side simple since six small some someone something sometimes soon
still strong such sure ten than that their them then there these they third this those thousand three
through time today together tomorrow too toward true twelve twenty two under unless until up upon us
usual very wait was way week well went were what whether while white whole whom will with within
without word work would year yellow yes yesterday yet you young your""".split()

SIGNS = """0 1 2 3 4 5 6 7 8 9 10 12 15 20 24 30 50 60 75 99 100 250 365 500 1000 1999 2000 2024 2025
. , : ; ! ? ( ) [ ] { } < > / \\ | - _ + * = % $ # @ & ' " `
a b c d e f g h i j k l m n o p q r s t u v w x y z A B C D E F G H I J K L M N O P Q R S T U V W X Y Z
é è ê à â ä ö ü ß ñ ç ø å í ó ú € £ … – — “ ” ‘ ’ • ° × α β π ж я 日 本""".split()


def sentences(seed: int, count: int) -> Iterator[str]:
    """Yields the same sentences for the same seed."""
    draw = random.Random(seed)
    patterns = [review, scene, news, question, small_talk, instruction]
    yield from INSTRUCTIONS
    yield from COMMON
    yield from SIGNS
    for _ in range(count):
        yield draw.choice(patterns)(draw)


def review(draw: random.Random) -> str:
    words = draw.choice([PRAISE, BLAME])
    thing, part = draw.choice(THINGS), draw.choice(PARTS)
    first, second = draw.sample(words, 2)
    return draw.choice(
        [
            f"The {thing} was {first} and the {part} was {second}.",
            f"What a {first} {thing}! I really {'loved' if words is PRAISE else 'hated'} the {part}.",
            f"I found this {thing} {first}, and its {part} even more {second}.",
            f"A {first} {part} and a {second} {thing}: {'highly recommended' if words is PRAISE else 'do not buy it'}.",
        ]
    )


def scene(draw: random.Random) -> str:
    name, role, thing = draw.choice(PEOPLE), draw.choice(ROLES), draw.choice(THINGS)
    place, verb = draw.choice(PLACES), draw.choice(VERBS)
    return draw.choice(
        [
            f"{name} {verb} a {thing} in {place}.",
            f"A {role} {verb} the {thing} while another {role} was waiting outside.",
            f"{draw.choice(COMMON).capitalize()} {role}s {verb} {draw.randint(2, 99)} {thing}s near {place}.",
            f"{name} is a {role} from {place} who {verb} every {thing}.",
        ]
    )


def news(draw: random.Random) -> str:
    first, second, third = draw.sample(TOPICS, 3)
    place, name = draw.choice(PLACES), draw.choice(PEOPLE)
    return draw.choice(
        [
            f"{place}'s {first} {second} {draw.choice(VERBS)} a new {third} on {first} and {second}.",
            f"{name} said that the {first} of the {second} was about {draw.randint(1, 999)} percent.",
            f"After the {first}, the {second} in {place} {draw.choice(VERBS)} its {third}.",
        ]
    )


def question(draw: random.Random) -> str:
    asked = draw.choice(QUESTION_WORDS).capitalize()
    return draw.choice(
        [
            f"{asked} {draw.choice(VERBS)} the {draw.choice(THINGS)} of the {draw.choice(ROLES)}?",
            f"{asked} is the {draw.choice(TOPICS)} {draw.choice(COMMON)} {draw.choice(PLACES)}?",
            f"Did {draw.choice(PEOPLE)} think that the {draw.choice(THINGS)} was {draw.choice(PRAISE + BLAME)}?",
        ]
    )


def small_talk(draw: random.Random) -> str:
    words = draw.sample(COMMON, 6)
    return f"{' '.join(words).capitalize()} {draw.choice(SIGNS)} {draw.choice(VERBS)} it, {draw.choice(COMMON)}."


def instruction(draw: random.Random) -> str:
    first, second, third = draw.sample(ANSWERS, 3)
    return draw.choice(
        [
            f"{first.capitalize()}, {second} or {third}?",
            f"Is it {first} or {second}? {third.capitalize()}.",
            f"The {first} is {second}, so the {third} must be {draw.choice(ANSWERS)}.",
            f"{draw.choice(INSTRUCTIONS)} {first.capitalize()} - {second}",
        ]
    )
