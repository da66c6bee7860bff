"""Short news whose words give the topic away: {text, topics, label}, label an index into topics."""

import random

from words import CITIES, PEOPLE

WORDS = {
    "sports": """match goal team coach league tournament striker champion medal stadium referee tennis football cyclist
        marathon season trophy defender swimmer race""",
    "business": """profit shares bank market merger investors sales company factory budget exports debt currency shop
        customers wages tax contract insurance prices""",
    "science": """telescope experiment cells planet fossil physicists laboratory molecule bacteria galaxy researchers
        theory genes volcano satellite microscope species particles protein chemists""",
    "politics": """minister parliament election voters senate treaty government president law party campaign ballot
        council embassy reform coalition debate referendum mayor deputies""",
    "food": """recipe flour oven soup garlic butter chef kitchen cheese pepper dough dessert spoon vegetables sauce bread
        cinnamon onions noodles plate""",
    "music": """orchestra guitar melody album singer violin concert drummer chorus piano band trumpet opera lyrics rhythm
        cello stage conductor jazz encore""",
    "health": """doctor patients vaccine hospital fever surgery nurse clinic medicine heart diet blood pressure therapy
        disease lungs infection pharmacy sleep ambulance""",
    "travel": """airport luggage hotel passport tourists island ferry beach guide flight map suitcase museum border train
        hostel harbour camping visa souvenir""",
    "technology": """software laptop chip app robot internet browser password battery network screen developers data server
        startup keyboard code smartphone algorithm computer""",
    "weather": """storm rain snow wind clouds temperature forecast flood thunder sunshine frost fog hail drought degrees
        lightning breeze heatwave ice barometer""",
}
WORDS = {topic: words.split() for topic, words in WORDS.items()}


def row(draw: random.Random) -> dict:
    topics = draw.sample(sorted(WORDS), draw.choice((2, 2, 3, 4)))
    label = draw.randrange(len(topics))
    text = " ".join(sentence(draw, WORDS[topics[label]]) for _ in range(draw.choice((1, 1, 2))))
    return {"text": text, "topics": topics, "label": label}


def sentence(draw: random.Random, words: list[str]) -> str:
    one, two, three = draw.sample(words, 3)
    name, city = draw.choice(PEOPLE), draw.choice(CITIES)
    return draw.choice(
        (
            f"After the {one}, the {two} in {city} surprised everybody with a new {three}.",
            f"{name} said on Monday that the {one} and the {two} need a better {three}.",
            f"{city} talks about nothing but the {one}: the {two} was close to the {three}.",
            f"The {one} of the year: {two}, {three} and more in {city}.",
            f"{name} from {city} explains what {one} has to do with {two}.",
            f"Too much {one}, too little {two}, says {name}.",
            f"A report about {one} and {two} shocked {city} this week.",
            f"How {name} found the right {one} for the {two} without any {three}.",
        )
    )
