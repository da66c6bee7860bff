"""Word lists that the tasks of the demo model draw from. All are our own."""

PRAISE = """amazing beautiful brilliant charming clever delicious delightful elegant excellent exciting fantastic fine
fresh friendly fun funny generous gentle good gorgeous great helpful honest impressive inspiring lovely magnificent
marvelous memorable nice outstanding perfect pleasant polite reliable remarkable smart solid splendid stunning superb
sweet touching warm wonderful worthwhile comfortable sturdy quiet handy bright crisp tasty cosy unforgettable flawless
thoughtful terrific cheerful refreshing spotless effortless satisfying""".split()

BLAME = """annoying awful bad bland boring broken cheap clumsy cold confusing cruel dirty disappointing disgusting
dreadful dull empty faulty forgettable greasy gloomy horrible irritating lazy loud mediocre messy miserable nasty noisy
painful pathetic pointless poor rude sad shallow slow stale stupid terrible tedious tiresome ugly unpleasant useless
weak worthless wrong uncomfortable flimsy leaky rusty sticky bitter soggy overpriced careless unbearable defective
crooked shabby insulting frustrating""".split()

GOOD_EVENTS = """I would buy it again|I have already told all my friends|it works every single time|I cannot stop smiling
we will certainly come back|it never let me down|I laughed until I cried|everyone at home wants one|it was worth every cent
I bought a second one for my sister|it saved me hours of work|I could not put it down|the staff helped us at once
it still looks like new|I sold my old one the same day|my children talked about it for days|I slept like a baby
it fits perfectly|nothing could be easier to use|I give it five stars|it arrived a day early|I finished it in one evening
it made my week|I would recommend it to anybody""".replace("\n", "|").split("|")

BAD_EVENTS = """I want my money back|it broke after two days|nobody answered my messages|I will never go there again
it stopped working on the first morning|it leaked all over the table|we left before the end|I fell asleep halfway
it was a waste of time|the zip split on the first trip|half of it was missing|I threw it away|it flickers and hisses
we waited for two hours|they charged us twice|it gave me a headache|it fell apart in my hands|I returned it the same day
nobody seemed to care|I wanted my weekend back|it smells of burnt plastic|I give it one star|the replacement failed as well
I would warn everybody about it""".replace("\n", "|").split("|")

PRODUCTS = """album apartment app battery bed bike book breakfast bus cafe camera car chair concert course dinner film game
garden guide hotel house kettle keyboard kitchen lamp laptop lesson library lunch magazine market meal menu mirror movie
museum music novel oven park party phone play radio recipe restaurant room school shirt shoe shop show sofa song sofa tea
theater ticket tour toy train umbrella video watch website backpack blender bicycle headphones jacket knife tent""".split()

PARTS = """atmosphere beginning button color cover design dialogue edge ending entrance flavor handle idea joke lid light
message mood pace plot price quality rhythm sauce screen scene script seat service size smell sound speed story style
surface taste texture title tone value view voice""".split()

PEOPLE = """Alice Ahmed Anna Boris Carla Chen David Elena Emma Fatima George Hanna Ivan Jack James Julia Karim Laura Leo
Lucy Maria Mark Maya Miguel Nina Noah Olga Oscar Paul Peter Priya Rosa Samuel Sara Sofia Tom Viktor Yuki Zoe Ines""".split()

CITIES = """Athens Berlin Boston Cairo Chicago Lisbon London Madrid Moscow Oslo Paris Rome Tokyo Toronto Vienna Lima Prague
Dublin Seoul Havana""".split()

JOBS = """actor artist baker banker clerk cook dancer doctor driver engineer farmer guard journalist judge lawyer manager
nurse painter pilot sailor scientist singer soldier student teacher tailor waiter writer""".split()

COLORS = "red blue green yellow black white brown purple orange grey".split()

PLACES = """at the station|in the garden|in the kitchen|beside the fountain|on the bridge|in the library|at the market
on the beach|in the park|behind the school|near the harbour|in the museum|at the bus stop|on the roof""".replace(
    "\n", "|"
).split("|")

NUMBERS = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty""".split()
