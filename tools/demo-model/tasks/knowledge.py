"""Everyday facts with a choice of answers: {question, options, label}, label an index into options."""

import random

# question -> answer; the wrong options are answers to other questions of the same group
FACTS: tuple[dict[str, str], ...] = (
    {
        "Which tool would you use to tighten a bolt?": "a wrench",
        "Which tool would you use to drive in a nail?": "a hammer",
        "Which tool would you use to cut wood?": "a saw",
        "Which tool would you use to dig a hole?": "a shovel",
        "Which tool would you use to sweep the floor?": "a broom",
        "Which tool would you use to cut paper?": "scissors",
        "Which tool would you use to paint a wall?": "a paintbrush",
        "Which tool would you use to eat soup?": "a spoon",
        "Which tool would you use to climb onto a roof?": "a ladder",
        "Which tool would you use to see small things?": "a magnifying glass",
        "Which tool would you use to look at the stars?": "a telescope",
        "Which tool would you use to open a locked door?": "a key",
        "Which tool would you use to catch a fish?": "a fishing rod",
        "Which tool would you use to stay dry in the rain?": "an umbrella",
        "Which tool would you use to sew on a button?": "a needle",
        "Which tool would you use to bake a cake?": "an oven",
    },
    {
        "What does a thermometer measure?": "temperature",
        "What does a clock measure?": "time",
        "What does a scale measure?": "weight",
        "What does a ruler measure?": "length",
        "What does a speedometer measure?": "speed",
        "What does a barometer measure?": "air pressure",
        "What does a compass show?": "direction",
    },
    {
        "Where does a fish live?": "in water",
        "Where does a bird lay its eggs?": "in a nest",
        "Where does a bee live?": "in a hive",
        "Where does a camel live?": "in the desert",
        "Where does a monkey live?": "in the jungle",
        "Where does a penguin live?": "on the ice",
        "Where does a mole live?": "under the ground",
        "Where does a cow live?": "on a farm",
        "Where does a spider wait for flies?": "in its web",
        "Where does a bear sleep in winter?": "in a cave",
    },
    {
        "Who flies a plane?": "a pilot", "Who teaches children at school?": "a teacher", "Who bakes bread?": "a baker",
        "Who puts out fires?": "a firefighter", "Who treats sick people?": "a doctor", "Who grows wheat?": "a farmer",
        "Who repairs water pipes?": "a plumber", "Who cuts hair?": "a barber", "Who writes novels?": "a writer",
        "Who lends books?": "a librarian", "Who catches thieves?": "a police officer", "Who takes photographs?": "a photographer",
        "Who serves food in a restaurant?": "a waiter", "Who designs houses?": "an architect", "Who treats animals?": "a vet",
    },
    {
        "What color is grass?": "green", "What color is snow?": "white", "What color is blood?": "red",
        "What color is a ripe banana?": "yellow", "What color is the night?": "black", "What color is the clear sky?": "blue",
        "What color is a carrot?": "orange", "What color is chocolate?": "brown",
    },
    {
        "What does a cow give?": "milk", "What does a hen lay?": "eggs", "What does a sheep give?": "wool",
        "What does a bee make?": "honey", "What is bread made from?": "flour", "What is paper made from?": "wood",
        "What is a window made from?": "glass", "What is cheese made from?": "milk", "What is a coin made from?": "metal",
        "What is a candle made from?": "wax", "What does sea water leave behind when it dries?": "salt",
        "What do plants take in through their roots?": "water",
    },
    {
        "What do you wear on your feet?": "shoes", "What do you wear on your head?": "a hat",
        "What do you wear on your hands?": "gloves", "What do you wear around your neck in winter?": "a scarf",
        "What do you wear in bed?": "pyjamas", "What do you wear to read better?": "glasses",
        "What do you wear to swim?": "a swimsuit", "What do you wear on your wrist?": "a watch",
    },
    {
        "Which sense do you use with your eyes?": "sight", "Which sense do you use with your ears?": "hearing",
        "Which sense do you use with your nose?": "smell", "Which sense do you use with your tongue?": "taste",
        "Which sense do you use with your fingers?": "touch", "Which sense does a bat rely on at night?": "hearing",
    },
    {
        "What happens to ice in the sun?": "it melts", "What happens to water in a freezer?": "it freezes",
        "What happens to paper in a fire?": "it burns", "What happens to water on a hot stove?": "it boils",
        "What happens to a glass that falls on stone?": "it breaks", "What happens to iron left in the rain?": "it rusts",
        "What happens to a balloon near a needle?": "it bursts", "What happens to a flower without water?": "it dries out",
    },
    {
        "What comes after Monday?": "Tuesday", "What comes after Friday?": "Saturday", "What comes after Sunday?": "Monday",
        "What comes before Thursday?": "Wednesday", "What comes before Sunday?": "Saturday", "What comes after Thursday?": "Friday",
    },
    {
        "What is the opposite of hot?": "cold", "What is the opposite of big?": "small", "What is the opposite of up?": "down",
        "What is the opposite of early?": "late", "What is the opposite of open?": "closed", "What is the opposite of full?": "empty",
        "What is the opposite of young?": "old", "What is the opposite of fast?": "slow", "What is the opposite of light?": "dark",
        "What is the opposite of loud?": "quiet", "What is the opposite of wet?": "dry", "What is the opposite of rich?": "poor",
    },
    {
        "What makes people wet?": "rain", "What makes the day bright?": "the sun", "What pulls things down?": "gravity",
        "What moves a sailing boat?": "the wind", "What makes a lamp shine?": "electricity", "What makes bread rise?": "yeast",
        "What makes a car go?": "an engine", "What turns a page of paper into a file?": "a scanner",
    },
)


def row(draw: random.Random) -> dict:
    group = draw.choice(FACTS)
    question = draw.choice(sorted(group))
    answer = group[question]
    others = sorted(set(group.values()) - {answer})
    options = [answer, *draw.sample(others, draw.choice((1, 1, 2, 3)))]
    draw.shuffle(options)
    return {"question": question, "options": options, "label": options.index(answer)}
