const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** First names. */
export const NAMES = words(`
  Anna Ben Clara David Emma Felix Grace Henry Ida Jack Kate Leo Mia Noah Olga Paul Rosa Sam Tina Victor
  Alma Bruno Cora Dan Eva Frank Hanna Ivan Julia Karl Lena Max Nina Oscar Petra Ralph Sara Tom Uma Will
`);

/** Things that can be held, counted and painted, one word, plural with -s. */
export const THINGS = words(`
  ball book cup hat kite lamp coat chair table drum bell bag ring key pen plate spoon fork bowl bottle
  basket bucket blanket pillow button candle clock rope ladder hammer stamp coin card map flag tent boat cart wheel mirror
`);

/** Colors. */
export const COLORS = words('red blue green yellow black white brown pink purple orange gray silver');

/** Whole numbers in words, 0 to 24. */
export const NUMBER_WORDS = words(`
  zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four
`);

/** The days of the week. */
export const DAYS = words('Monday Tuesday Wednesday Thursday Friday Saturday Sunday');

/** The months of the year. */
export const MONTHS = words(
  'January February March April May June July August September October November December',
);

/** Things that happen on a day. */
export const EVENTS = words(`
  party lesson trip picnic race concert exam meeting wedding game parade fair dinner visit show dance match festival walk sale
`);

/** Pairs of opposites, both usable for things. */
export const OPPOSITES: readonly (readonly [string, string])[] = [
  ['hot', 'cold'],
  ['big', 'small'],
  ['old', 'new'],
  ['wet', 'dry'],
  ['clean', 'dirty'],
  ['heavy', 'light'],
  ['hard', 'soft'],
  ['full', 'empty'],
  ['long', 'short'],
  ['thick', 'thin'],
  ['wide', 'narrow'],
  ['cheap', 'expensive'],
  ['strong', 'weak'],
  ['open', 'closed'],
  ['rough', 'smooth'],
  ['pretty', 'ugly'],
  ['straight', 'crooked'],
  ['sharp', 'blunt'],
  ['common', 'rare'],
  ['safe', 'dangerous'],
];

/** Words by the kind of thing that they name; no word belongs to two kinds. */
export const KINDS: readonly (readonly [string, readonly string[]])[] = [
  [
    'an animal',
    words(
      'dog cat horse cow sheep goat pig lion tiger bear wolf fox rabbit mouse frog snake camel donkey monkey elephant',
    ),
  ],
  [
    'a fruit',
    words(
      'apple pear plum peach cherry grape lemon banana melon mango apricot strawberry raspberry pineapple coconut',
    ),
  ],
  ['a tool', words('hammer saw drill wrench shovel rake axe chisel screwdriver pliers')],
  ['a piece of clothing', words('shirt sock skirt jacket scarf glove sweater dress belt boot')],
  ['a part of the body', words('arm leg hand foot nose ear knee elbow shoulder finger')],
  ['a vehicle', words('car bus train truck tram bicycle motorcycle van taxi ship')],
  ['a musical instrument', words('piano violin flute guitar trumpet harp cello clarinet trombone banjo')],
];

/** Actions with a thing: present (he …), past. */
export const ACTIONS: readonly (readonly [string, string])[] = [
  ['washes', 'washed'],
  ['paints', 'painted'],
  ['carries', 'carried'],
  ['finds', 'found'],
  ['buys', 'bought'],
  ['sells', 'sold'],
  ['breaks', 'broke'],
  ['fixes', 'fixed'],
  ['loses', 'lost'],
  ['hides', 'hid'],
  ['brings', 'brought'],
  ['makes', 'made'],
  ['takes', 'took'],
  ['throws', 'threw'],
  ['draws', 'drew'],
  ['opens', 'opened'],
  ['cleans', 'cleaned'],
  ['sees', 'saw'],
  ['wants', 'wanted'],
  ['gives away', 'gave away'],
];
