import { pluralIn } from '../plural';

const plural = pluralIn('en');

export const en = {
  common: {
    skip: 'Skip to content',
    close: 'Close',
    dismiss: 'Dismiss',
    retry: 'Try again',
    home: 'Home',
    breadcrumbs: 'You are here',
    pageTitle: (title: string) => `${title} · Satchel`,
    loading: 'Loading',
  },
  header: {
    mainNav: 'Categories',
    openMenu: 'Open menu',
    menu: 'Menu',
    everything: 'Everything',
    cart: 'Cart',
    cartWith: (count: number) => plural(count, { one: 'Cart, # item', other: 'Cart, # items' }),
  },
  home: {
    metaTitle: 'Satchel · Good things, kept close',
    metaDescription:
      'A small shop of good things to wear, carry, cook, grow and play with. It opens without a signal and never forgets your cart.',
    heroTitle: 'Good things, kept close.',
    heroText:
      'Things to wear, carry, cook, grow and play with. The whole shop travels on your device, so it opens anywhere.',
    heroAction: 'Look around',
    featured: 'Picked for now',
    newest: 'Just arrived',
    seeAll: 'See all',
    categories: 'Find your shelf',
    promiseKicker: 'No signal? No matter.',
    promiseTitle: 'A shop that works on the train, in the cellar and up the hill.',
    promiseSteps: [
      {
        title: 'Browse anywhere',
        text: 'After your first visit the catalogue lives on your device. Pages open without the network.',
      },
      {
        title: 'Add without fear',
        text: 'What you put in the cart is stored before the button lets go. A dead battery does not undo it.',
      },
      {
        title: 'Sent once, exactly',
        text: 'When the signal returns, every change reaches the shop once. If stock ran short, you are told.',
      },
    ],
    promiseLink: 'What we promise',
  },
  list: {
    allTitle: 'Everything',
    allDescription: 'Every product of the shop: clothing, bags, kitchen, garden, outdoor, toys and stationery.',
    categoryDescription: (name: string) => `${name} at Satchel: browse online or without a signal.`,
    count: (count: number) => plural(count, { one: '# product', other: '# products' }),
    subcategories: 'Narrow down',
    allOf: (name: string) => `All ${name}`,
    sort: 'Sort by',
    sortApply: 'Sort',
    sorts: {
      featured: 'Our choice',
      newest: 'Newest first',
      'price-asc': 'Price: low to high',
      'price-desc': 'Price: high to low',
      title: 'Name: A to Z',
    },
    emptyTitle: 'This shelf is empty',
    emptyText: 'Nothing is on offer here at the moment. Have a look at the rest of the shop.',
    emptyAction: 'See everything',
    pages: 'Pages',
    previous: 'Previous',
    next: 'Next',
    page: (page: string, pages: string) => `Page ${page} of ${pages}`,
  },
  card: {
    from: (price: string) => `from ${price}`,
    was: 'Former price:',
    now: 'Price:',
    soldOut: 'Sold out',
    fresh: 'New',
    lastOnes: (count: number) => plural(count, { one: 'Last one', other: 'Last #' }),
    colours: (count: number) => plural(count, { one: '# colour', other: '# colours' }),
    noPrice: 'Not sold here',
  },
  product: {
    pictures: 'Pictures',
    showPicture: (index: string, count: string) => `Picture ${index} of ${count}`,
    taxIncluded: 'Tax included. Shipping is added at checkout.',
    taxExcluded: 'Plus sales tax and shipping.',
    quantity: 'Quantity',
    fewer: 'One less',
    more: 'One more',
    add: 'Add to cart',
    added: (title: string) => `${title} is in your cart`,
    inStock: 'In stock',
    low: (count: number) => plural(count, { one: 'Only # left', other: 'Only # left' }),
    out: 'Sold out',
    backorder: 'Sold out for now: order it and we send it when it is back',
    notMade: (choice: string) => `Not made as ${choice}`,
    notMadeShort: 'Not made in this combination',
    notSoldHere: 'Not sold in this market',
    soldOutAs: (choice: string) => `Sold out as ${choice}`,
    storedHere: 'Works without a signal: your cart is kept on this device and sent later.',
    details: 'Details',
    maker: 'Made by',
    articleNumber: 'Article number',
    rating: (average: string, count: number) =>
      plural(count, { one: `${average} out of 5, # review`, other: `${average} out of 5, # reviews` }),
    variants: 'Sizes and colours',
    scriptNeeded: 'Browsing works without JavaScript. The cart needs it, because it lives on your device.',
    related: 'Goes well with it',
  },
  cart: {
    title: 'Your cart',
    metaDescription: 'What you have collected so far.',
    empty: 'Nothing in here yet',
    emptyText: 'Whatever you add stays on this device, with or without a signal.',
    emptyAction: 'Look around',
    opening: 'Opening your cart',
    remove: 'Remove',
    removeItem: (title: string) => `Remove ${title}`,
    removed: (title: string) => `${title} was taken out`,
    undo: 'Put back',
    undoItem: (title: string) => `Put ${title} back`,
    quantityOf: (title: string) => `Quantity of ${title}`,
    pending: 'Saved on this device',
    pendingUnkept: 'Not saved yet',
    each: (price: string) => `${price} each`,
    priceLater: 'Price follows',
    items: 'Items',
    discount: 'Discount',
    tax: 'Tax',
    taxIncluded: 'Of which tax',
    shipping: 'Shipping',
    shippingLater: 'At checkout',
    total: 'Total',
    estimate: 'Estimate',
    estimateText: 'Worked out on this device. The shop confirms prices and stock when your changes arrive there.',
    taxNoteIncluded: 'Prices include tax.',
    taxNoteExcluded: 'Sales tax is added at checkout.',
    checkoutSoon: 'Paying is not open yet. Your cart waits here and will be ready for it.',
    view: 'View cart',
    keepLooking: 'Keep looking',
    summary: 'Summary',
    scriptNeeded: 'The cart lives on your device and needs JavaScript. Everything else in the shop works without it.',
  },
  sync: {
    panel: 'Connection and saved changes',
    saved: 'All saved',
    savedText: 'Everything you changed has reached the shop.',
    savedThereText:
      'Everything you changed has reached the shop. This browser cannot keep changes by itself, so the cart needs a connection.',
    unkept: 'Not saved yet',
    unkeptText: (count: number) =>
      plural(count, {
        one: '# change is only in this open page, because this browser cannot keep it. Leave the page open until the shop has it.',
        other:
          '# changes are only in this open page, because this browser cannot keep them. Leave the page open until the shop has them.',
      }),
    local: 'Saved on this device',
    localText: (count: number) =>
      plural(count, {
        one: '# change is stored here and will be sent by itself.',
        other: '# changes are stored here and will be sent by themselves.',
      }),
    sending: 'Sending',
    sendingText: (count: number) =>
      plural(count, { one: '# change is on its way.', other: '# changes are on their way.' }),
    attention: 'Needs attention',
    attentionText: (count: number) =>
      plural(count, {
        one: '# change could not be sent yet. It is stored here.',
        other: '# changes could not be sent yet. They are stored here.',
      }),
    offline: 'Offline',
    offlineText: 'You can go on shopping. What you change is kept and sent when you are back.',
    serverDown: 'Shop out of reach',
    serverDownText: 'You are online, but the shop does not answer. Go on shopping, we keep trying.',
    offlineUnkeptText: 'There is no network. What you change now reaches the shop only if this page stays open.',
    serverDownUnkeptText: 'You are online, but the shop does not answer. We keep trying as long as this page is open.',
    reasons: {
      offline: 'There is no network.',
      server: 'The shop answered with an error.',
      busy: 'The shop is busy and asked us to wait.',
      stalled: 'It stands still for no reason. We keep trying.',
      'sign-in': 'The shop no longer knows this device. Reload the page.',
      'update-needed': 'This page is too old for the shop. Reload it to get the new one.',
      storage: 'This device has no room left or refuses to store. Free some space and try again.',
    },
    catalogTitle: 'Catalogue',
    catalogReady: 'On this device, readable without a signal.',
    catalogPartial: 'Part of it is on this device: what you looked at, your bag, and the first of each department.',
    catalogInstalling: (share: string) => `Coming onto this device: ${share}`,
    catalogEmpty: 'Not on this device yet.',
    retry: 'Send now',
    reload: 'Reload',
  },
  notices: {
    region: 'Messages',
    lowered: (title: string) => `${title}: fewer than you wanted`,
    loweredText: (wanted: string, got: string) =>
      `You asked for ${wanted}, only ${got} in stock. We changed it to ${got}.`,
    loweredNone: (title: string) => `${title} is sold out`,
    loweredNoneText: (wanted: string) => `You asked for ${wanted}. None is left, so it left your cart.`,
    gone: (title: string) => `${title} is no longer sold`,
    goneText: (count: number) => plural(count, { one: 'It left your cart.', other: '# pieces left your cart.' }),
    rejected: 'One change could not be used',
    rejectedText: (code: string) =>
      `The shop did not understand it (${code}). Everything after it went through. Please check your cart.`,
    promoRefused: (code: string) => `The code ${code} was not accepted`,
    promoRefusedText: 'It does not exist, is over or does not fit what is in your cart.',
    completed: 'One change came after your order',
    completedText: 'It was meant for a cart that is an order by now, so we did not carry it out.',
    moved: 'Your additions are in a new cart',
    movedText: (lines: number) =>
      plural(lines, {
        one: 'The cart before has become an order. # addition went into the next one.',
        other: 'The cart before has become an order. # additions went into the next one.',
      }),
    expired: 'Your cart was put away',
    expiredText: (lines: number) =>
      plural(lines, {
        one: 'It was left alone for a long time. # product was in it.',
        other: 'It was left alone for a long time. # products were in it.',
      }),
    merged: 'Two carts became one',
    mergedText: (lines: number) =>
      plural(lines, {
        one: 'You signed in with a cart on this device. Of # product we kept the larger quantity.',
        other: 'You signed in with a cart on this device. Of # products we kept the larger quantity.',
      }),
    price: (title: string) => `${title}: the price has changed`,
    priceText: (from: string, to: string) => `It was ${from} when you last saw it and is ${to} now.`,
    restored: 'Your cart is back',
    restoredText: (lines: number) =>
      plural(lines, {
        one: 'This device had lost it. The shop still had # product in it.',
        other: 'This device had lost it. The shop still had # products in it.',
      }),
    review: (title: string) => `Please check ${title}`,
    reviewCart: 'Please check your cart',
    reviewText:
      'A copy of this device was at work too, so we cannot tell whether your last change took effect. We did not send it again.',
    unknown: 'News about your cart',
    unknownText:
      'The shop sent a message this version cannot read. Reload to get the new version, and check your cart.',
  },
  update: {
    title: 'A new version is ready',
    text: 'Nothing is lost when you reload.',
    apply: 'Reload',
    later: 'Later',
  },
  away: {
    title: 'Not on this device yet',
    text: 'This page has not been stored here, and the shop is out of reach. It opens as soon as there is a signal.',
    still: 'What works right now',
    installing: (share: string) => `The catalogue is on its way here: ${share}.`,
  },
  errors: {
    notFoundTitle: 'Nothing on this shelf',
    notFoundText: 'The page does not exist, or the product is no longer sold. These shelves are full:',
    brokenTitle: 'Something tore',
    brokenText: 'That is our fault, not yours. Your cart is safe on your device.',
    busyTitle: 'The shop catches its breath',
    busyText: 'It does not answer at the moment. Try again shortly. What you have collected stays on your device.',
    reference: (id: string) => `Reference for us: ${id}`,
  },
  about: {
    title: 'What we promise',
    description: 'What Satchel promises about your cart, your device and our prices.',
    lead: 'Satchel is a shop that lives on your device. It was built for bad signal, long train rides and thick walls.',
    promises: [
      {
        title: 'What you add, stays',
        text: 'When the shop says it is in your cart, it is stored on your device. Close the tab, lose the battery: it will be there.',
      },
      {
        title: 'Once, or you are told',
        text: 'Every change takes effect exactly once. If stock ran short or a product is gone, you get one clear message.',
      },
      {
        title: 'In your order',
        text: 'Changes reach the shop in the order you made them, and one that fails never blocks the others.',
      },
      {
        title: 'Honest prices',
        text: 'Prices and stock shown without a signal are marked as an estimate. The shop confirms them before you pay.',
      },
      { title: 'Yours alone', text: 'We store no more than the shop needs to work. No tracking scripts, no adverts.' },
    ],
  },
  footer: {
    tagline: 'Good things, kept close.',
    shop: 'Shop',
    satchel: 'Satchel',
    about: 'What we promise',
    markets: 'Language and currency',
    note: 'Works without a signal.',
  },
};

type Shape<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Shape<T[K]> };

export type Messages = Shape<typeof en>;
