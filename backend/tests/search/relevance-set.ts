/** Searches as people type them, and handles of the demo shop's products that must be among the first five. */
export type Wish = { catalog: 'eu' | 'eu-de' | 'eu-ar'; text: string; expected: string[]; about: string };

const wish =
  (catalog: Wish['catalog'], about: string) =>
  (text: string, ...expected: string[]): Wish => ({ catalog, about, text, expected });

const exact = wish('eu', 'its name');
const prefix = wish('eu', 'the beginning of a word');
const typo = wish('eu', 'a slip of the fingers');
const plural = wish('eu', 'one or many');
const synonym = wish('eu', 'another word for it');
const sku = wish('eu', 'an article number');
const option = wish('eu', 'a colour or size');
const shelf = wish('eu', 'a category or collection');
const phrase = wish('eu', 'a sentence');
const german = wish('eu-de', 'German');
const germanTypo = wish('eu-de', 'German with a slip');
const germanOther = wish('eu-de', 'German, another word');
const arabic = wish('eu-ar', 'Arabic');

export const WISHES: readonly Wish[] = [
  exact('Satchel Daypack', 'satchel-daypack'),
  exact('drift runner', 'drift-runner'),
  exact('veranda lantern', 'veranda-lantern'),
  exact('CORNER CAFE MUG', 'corner-cafe-mug'),
  exact('soirée pump', 'soiree-pump'),
  exact('soiree pump', 'soiree-pump'),
  exact('robin’s nest', 'robins-nest'),
  exact('yo-yo', 'stoop-yo-yo'),
  exact('keyboard', 'parlour-keyboard-61'),
  exact('top hat', 'conjurer-top-hat'),

  prefix('umb', 'cloudburst-umbrella', 'commuter-fold-umbrella'),
  prefix('accord', 'harbour-accordion'),
  prefix('teles', 'rooftop-telescope'),
  prefix('hiking bo', 'bramble-hiking-boot'),
  prefix('electric gui', 'garage-electric-guitar'),
  prefix('camel la', 'camel-lane-coat'),
  prefix('sungl', 'riviera-sunglasses'),

  typo('bakcpack', 'satchel-daypack'),
  typo('umbrela', 'cloudburst-umbrella', 'commuter-fold-umbrella'),
  typo('saxophne', 'midnight-alto-saxophone'),
  typo('skilet', 'forge-skillet'),
  typo('lantren', 'veranda-lantern'),
  typo('telescpoe', 'rooftop-telescope'),
  typo('hedphones', 'hush-headphones'),
  typo('camel lane caot', 'camel-lane-coat'),
  typo('acordion', 'harbour-accordion'),
  typo('sunglases', 'riviera-sunglasses'),
  typo('garrage guitar', 'garage-electric-guitar'),

  plural('umbrellas', 'cloudburst-umbrella', 'commuter-fold-umbrella'),
  plural('candles', 'beeswax-candle'),
  plural('sock', 'odd-pair-socks'),
  plural('glove', 'first-frost-gloves'),
  plural('scarves', 'bothy-scarf'),
  plural('pencil', 'everyday-pencils'),
  plural('skateboards', 'kerb-skateboard'),
  plural('tulip', 'queen-of-may-tulips'),

  synonym('sneakers', 'drift-runner'),
  synonym('flashlight', 'nightwatch-torch'),
  synonym('notebook', 'pocket-field-notebook', 'confetti-journal'),
  synonym('cup', 'corner-cafe-mug'),
  synonym('skillet', 'forge-skillet', 'sunday-paella-pan'),
  synonym('shawl', 'bothy-scarf'),
  synonym('pants', 'dockside-jeans', 'lido-shorts'),

  sku('SATCHEL-DAYPACK-RASPBERRY', 'satchel-daypack'),
  sku('drift-runner', 'drift-runner'),
  sku('satcheldaypackmoss', 'satchel-daypack'),
  sku('DOCKSIDE-JEANS', 'dockside-jeans'),

  option('lagoon daypack', 'satchel-daypack'),
  option('plum handbag', 'gallery-handbag'),
  option('tent sleeps 3', 'clearing-tent'),

  shelf('cookware', 'forge-skillet', 'sunday-paella-pan', 'hearth-stockpot', 'chalet-fondue-set'),
  shelf('percussion', 'saturday-snare-drum', 'courtyard-djembe', 'fiesta-maracas', 'chapel-hand-bell'),
  shelf('swimwear', 'polka-bay-bikini', 'lane-four-swimsuit'),
  shelf('umbrellas bags', 'cloudburst-umbrella', 'commuter-fold-umbrella'),

  phrase('a tent for two', 'clearing-tent'),
  phrase('the knife for a cook', 'keen-cooks-knife'),
  phrase('bag with a laptop sleeve', 'satchel-daypack'),
  phrase('purple unicorn umbrella', 'cloudburst-umbrella', 'commuter-fold-umbrella'),

  german('rucksack', 'satchel-daypack'),
  german('hüttenschal', 'bothy-scarf'),
  german('huttenschal', 'bothy-scarf'),
  german('e-gitarre', 'garage-electric-guitar'),
  german('töpfe und pfannen', 'forge-skillet', 'sunday-paella-pan', 'hearth-stockpot', 'chalet-fondue-set'),
  german('schlagwerk', 'saturday-snare-drum', 'courtyard-djembe', 'fiesta-maracas', 'chapel-hand-bell'),
  german('alte gartenrose', 'old-garden-rose'),
  german('Gletscherbrille', 'glacier-goggles'),
  german('schlitt', 'hill-road-sled'),
  german('kochmes', 'keen-cooks-knife'),
  german('eckcafe becher', 'corner-cafe-mug'),
  german('bär', 'barnaby-bear'),
  german('ein zelt für zwei', 'clearing-tent'),
  germanTypo('rucksak', 'satchel-daypack'),
  germanTypo('kopfhörrer', 'hush-headphones'),
  germanTypo('teleksop', 'rooftop-telescope'),
  germanTypo('dachtelskop', 'rooftop-telescope'),
  germanTypo('bleistfte', 'everyday-pencils'),
  germanTypo('fußbal sonntag', 'sunday-league-football'),
  germanOther('turnschuhe', 'drift-runner'),
  germanOther('sneaker', 'drift-runner'),
  germanOther('stiefel', 'bramble-hiking-boot', 'poppy-knee-boot'),

  arabic('فانوس', 'veranda-lantern'),
  arabic('الفانوس', 'veranda-lantern'),
  arabic('بوصلة', 'pathfinder-compass'),
  arabic('بوصله', 'pathfinder-compass'),
  arabic('غيتار كهربائي', 'garage-electric-guitar'),
  arabic('شمعة', 'beeswax-candle'),
  arabic('كوبب', 'corner-cafe-mug'),
  arabic('خيم', 'clearing-tent'),
];
