import type { CatalogProduct } from '../protocol/catalog.js';
import { richProduct } from './rich-product.js';
import { seededRandom } from './seeded-random.js';

const list = (words: string) => words.split(' ');

/** The commonest first. */
const KINDS = list(
  'shirt dress trousers jacket shoes jumper bag socks lamp mug bowl chair cushion blanket towel notebook belt scarf hat gloves boots sandals trainers coat skirt hoodie jeans backpack wallet kettle pan knife plate glass vase candle rug mirror shelf stool desk clock basket planter trowel tent lantern flask puzzle kite drum guitar ukulele pencil stapler teapot apron umbrella watch ring necklace bracelet earrings sunglasses pyjamas slippers robe curtain pillow duvet mattress bench parasol hammock grill cooler compass binoculars telescope easel frame ornament doll train blocks scooter skateboard helmet racket ball whistle flute harmonica microphone speaker headphones charger cable tripod',
);
const MATERIALS = list(
  'cotton wool linen leather oak steel ceramic silk cork bamboo canvas denim brass copper walnut merino cashmere felt rubber glass porcelain velvet hemp suede titanium birch rattan marble slate paper',
);
const QUALITIES = list(
  'light soft classic slim warm small large waterproof folding organic everyday heavy vintage quilted striped plain recycled insulated ribbed round tall short wide compact sturdy padded reversible adjustable foldable hooded cropped oversized tapered brushed matte glossy engraved woven knitted printed',
);
const PURPOSES = list(
  'travel kitchen garden office winter summer running hiking yoga bath bedroom beach camping school dinner breakfast party rain work sleep music drawing reading cycling climbing sailing fishing baking',
);
const COLOURS = list('black white blue green grey red navy sand rust moss yellow pink brown cream teal purple');
const SMALL = list('the and a with for of in to is it from your our that on this by are as not');

const ONSETS = list('b br c ch d dr f fl g gr h j k kl l m n p pl qu r s sh sl st t tr v w z');
const VOWELS = list('a e i o u ai ea ee ia io oa ou');
const CODAS = ['', '', '', ...list('l ll m n nd nt r rd rn s sk st t ck x')];

const BRANDS = 600;
const VOCABULARY = 20_000;
/** Besides small words a text has no word in more than a tenth of all texts. */
const FLAT = 40;

/** A word nobody knows, as long as names are; the same number gives the same word. */
function coined(n: number): string {
  let left = n * 2_654_435_761 + 97;
  const take = (from: readonly string[]) => {
    const part = from[left % from.length] ?? '';
    left = Math.floor(left / from.length);
    return part;
  };
  const syllables = 2 + (n % 2);
  return Array.from({ length: syllables }, () => take(ONSETS) + take(VOWELS) + take(CODAS)).join('');
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * A product whose words are spread as those of a real shop: a few are everywhere, most are rare, every model has a name of its own. For
 * measuring a search; `richProduct` has the same few words everywhere.
 */
export function shopProduct(n: number, over: Partial<CatalogProduct> = {}): CatalogProduct {
  const random = seededRandom(n + 1).fraction;
  /** The k-th word is k times as rare as the first; those below `flat` are about as common as each other. */
  const rank = (of: number, flat = 1) => Math.floor(flat * of ** random()) - flat;
  const common = (words: readonly string[]) => words[rank(words.length + 1) % words.length] ?? '';
  const any = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const kind = common(KINDS);
  const material = common(MATERIALS);
  const quality = common(QUALITIES);
  const known = [...KINDS, ...MATERIALS, ...QUALITIES, ...PURPOSES];
  const wordOf = (place: number) => known[place] ?? coined(place);
  const brand = capital(coined(1_000_000 + rank(BRANDS)));
  const model = capital(coined(2_000_000 + Math.floor(n / 3)));
  const sentence = Array.from({ length: 40 }, () =>
    random() < 0.4 ? common(SMALL) : wordOf(rank(VOCABULARY / FLAT, FLAT)),
  );
  return richProduct(n, {
    title: `${model} ${quality} ${material} ${kind}`,
    subtitle: `${capital(any(QUALITIES))} ${kind} for ${common(PURPOSES)}`,
    description: sentence.join(' '),
    options: [
      { title: 'Colour', values: [any(COLOURS), any(COLOURS)] },
      { title: 'Size', values: ['S', 'M', 'L', 'XL'] },
    ],
    categories: [any(PURPOSES)],
    tags: [common(PURPOSES), material],
    vendor: brand,
    ...over,
  });
}
