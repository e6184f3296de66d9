type Written = readonly [stars: 1 | 2 | 3 | 4 | 5, daysAgo: number, title: string, text: string, language?: 'de'];

/** Product → what is said about it. Written for the demo shop: nobody has bought anything, so nobody is named. */
export const REVIEWS: Readonly<Record<string, readonly Written[]>> = {
  'satchel-daypack': [
    [
      5,
      12,
      'Carried it every day since spring',
      'Laptop, lunch, rain jacket, and it still closes. The strap stopped digging in after the first week.',
    ],
    [
      4,
      40,
      'Fast perfekt',
      'Sitzt gut und sieht nach drei Monaten noch aus wie neu. Ein zweites Innenfach wäre schön gewesen.',
      'de',
    ],
    [5, 75, 'The one I recommend', ''],
    [
      3,
      101,
      'Good bag, small bottle pocket',
      'A half-litre bottle fits, anything wider does not. Everything else is as described.',
    ],
  ],
  'high-street-tote-duo': [
    [
      5,
      20,
      'Both get used',
      'The small one for errands, the large one for the market. They fold flat into each other.',
    ],
    [4, 66, '', ''],
  ],
  'cloudburst-umbrella': [
    [5, 9, 'Survived the pier', 'Turned inside out once, clicked back, no bent rib.'],
    [2, 58, 'Heavier than I thought', 'Solid, yes, but not one to carry around just in case.'],
  ],
  'junction-briefcase': [
    [4, 31, 'Looks better after a month', 'The leather arrives stiff and softens nicely. Zip is smooth.'],
  ],
  'meadow-stripe-tee': [
    [5, 15, 'Bleibt in Form', 'Fünfmal gewaschen, nicht eingelaufen, Streifen noch kräftig.', 'de'],
    [4, 33, 'Roomy', 'Between sizes take the smaller one.'],
    [5, 90, '', ''],
  ],
  'dockside-jeans': [
    [4, 22, 'Proper denim', 'Stiff for two days, then mine. Length is generous.'],
    [5, 47, 'Bought a second pair', ''],
    [2, 83, 'Fällt klein aus', 'Eine Nummer größer bestellen. Der Umtausch ging schnell.', 'de'],
  ],
  'camel-lane-coat': [
    [5, 28, 'Worth waiting for', 'Warm without a jumper underneath, and the pockets are deep enough for gloves.'],
    [4, 119, 'Sheds a little at first', 'Brush it twice and it stops.'],
  ],
  'bothy-scarf': [[5, 44, 'Weich und warm', 'Kratzt nicht, auch ohne Kragen darunter.', 'de']],
  'drift-runner': [
    [5, 7, 'Forty kilometres in', 'No blisters, good grip on wet tarmac.'],
    [4, 18, 'True to size', 'A little firm at the heel for the first few runs.'],
    [5, 52, '', ''],
    [3, 70, 'Colour is paler', 'Nice shoe, but the colour is softer than on my screen.'],
  ],
  'bramble-hiking-boot': [
    [5, 25, 'Dicht bis über den Knöchel', 'Zwei Tage Moor, trockene Socken.', 'de'],
    [4, 61, 'Needs breaking in', 'Wear them round the house first. After that, excellent.'],
  ],
  'arabesque-slipper': [[4, 36, 'Light as they say', '']],
  'windowsill-ficus': [
    [5, 14, 'Arrived upright', 'Well packed, one leaf lost, two new ones already.'],
    [3, 49, 'Dropped leaves for a month', 'It recovered, so the extra star. Do not move it once it stands.'],
  ],
  'first-leaf-seed-kit': [
    [5, 19, 'Nach neun Tagen grün', 'Die Kinder messen jeden Morgen nach.', 'de'],
    [5, 38, 'Basil for the whole street', ''],
  ],
  'veranda-lantern': [[4, 55, 'Lovely light', 'The hook is a bit short for our beam, a carabiner solved it.']],
  'forge-skillet': [
    [5, 11, 'Eggs slide', 'Season it properly once and forget your other pans.'],
    [5, 29, 'Heavy in the good way', 'Bread, steak, pancakes. It goes from hob to oven to table.'],
    [4, 64, 'Griff wird heiß', 'Sonst eine Pfanne fürs Leben. Topflappen dazulegen.', 'de'],
  ],
  'keen-cooks-knife': [
    [5, 16, 'Sharp out of the box', 'And stayed so for three months of onions.'],
    [4, 72, 'Long for small hands', ''],
  ],
  'corner-cafe-mug': [
    [5, 6, 'The right size', 'Fits under the machine, keeps warm long enough for one chapter.'],
    [5, 27, '', ''],
    [4, 59, 'Dishwasher is fine', 'Fifty rounds and the glaze is as it was.'],
    [1, 88, 'Arrived chipped', 'A new one came two days later, no questions asked, but still.'],
  ],
  'gardenside-teapot': [[5, 42, 'Does not drip', 'Finally one.']],
  'heather-honey': [
    [5, 10, 'Schmeckt nach Heide', 'Kräftig, fast herb. Das Glas war nach einer Woche leer.', 'de'],
    [5, 35, 'On its own third order', ''],
  ],
  'garage-electric-guitar': [
    [5, 21, 'Plays far above its price', 'Set up well, no buzzing, tunes up and stays there.'],
    [4, 80, 'Strings first', 'Changed them on day one, then fell in love.'],
  ],
  'hush-headphones': [
    [5, 8, 'The train is gone', 'Only the music stays. Forty hours is honest.'],
    [4, 24, 'Sehr ruhig', 'Für große Köpfe etwas eng am Anfang.', 'de'],
    [5, 46, '', ''],
    [4, 77, 'Good with glasses', 'Two hours without a headache, which is rare.'],
  ],
  'kitchen-table-radio': [
    [5, 34, 'One big dial, as promised', 'My father set it up without calling me.'],
    [3, 68, 'Good sound, dim display', ''],
  ],
  'clearing-tent': [
    [5, 13, 'Up in six minutes', 'One person, light wind, first try.'],
    [4, 57, 'Dry inside', 'A night of rain and only the pegs complained: bring better ones.'],
  ],
  'milk-run-bicycle': [
    [5, 30, 'Quiet and upright', 'Carries groceries for four up our hill.'],
    [4, 93, 'Gut montiert', 'Nur den Lenker musste ich gerade stellen.', 'de'],
  ],
  'reef-mask-and-snorkel': [[2, 41, 'Fogs up', 'Seals well on my face, but I had to rinse it every ten minutes.']],
  'clerk-fountain-pen': [
    [5, 17, 'Writes at once', 'Lay unused for three weeks and started on the first stroke.'],
    [4, 62, 'Fine means fine', ''],
  ],
  'pocket-field-notebook': [
    [5, 23, 'Paper takes ink', 'No bleeding with a fountain pen.'],
    [5, 50, '', ''],
  ],
  'hill-farm-yarn': [[5, 39, 'Smells of sheep, in a good way', 'Even twist, blocks beautifully.']],
  'barnaby-bear': [
    [5, 5, 'Best friend within a minute', 'Survived the washing machine, twice.'],
    [5, 26, 'Ohne Plastikaugen', 'Gestickt, also auch für ganz Kleine.', 'de'],
    [4, 79, '', ''],
  ],
  'endgame-chess-set': [[5, 53, 'Weighted and quiet', 'Felt under every piece, the board lies flat.']],
  'branch-line-locomotive': [
    [4, 32, 'Runs on our old tracks', 'A little loud on wooden floors.'],
    [5, 65, '', ''],
  ],
  'seaside-kite': [[3, 37, 'Wants real wind', 'Below a fresh breeze it only walks.']],
};
