import { pluralIn } from '../plural';
import type { Messages } from './en';

const plural = pluralIn('de');

export const de: Messages = {
  common: {
    skip: 'Zum Inhalt springen',
    close: 'Schließen',
    dismiss: 'Ausblenden',
    retry: 'Noch einmal versuchen',
    home: 'Startseite',
    breadcrumbs: 'Sie sind hier',
    pageTitle: (title) => `${title} · Satchel`,
    loading: 'Wird geladen',
  },
  header: {
    mainNav: 'Kategorien',
    openMenu: 'Menü öffnen',
    menu: 'Menü',
    everything: 'Alles',
    cart: 'Warenkorb',
    cartWith: (count) => plural(count, { other: 'Warenkorb, # Artikel' }),
  },
  home: {
    metaTitle: 'Satchel · Schöne Dinge, immer dabei',
    metaDescription:
      'Ein kleiner Laden voller guter Dinge zum Anziehen, Tragen, Kochen, Gärtnern und Spielen. Er öffnet ohne Empfang und vergisst Ihren Warenkorb nie.',
    heroTitle: 'Schöne Dinge, immer dabei.',
    heroText:
      'Zum Anziehen, Tragen, Kochen, Gärtnern und Spielen. Der ganze Laden reist auf Ihrem Gerät mit und öffnet überall.',
    heroAction: 'Umsehen',
    featured: 'Gerade ausgesucht',
    newest: 'Frisch eingetroffen',
    seeAll: 'Alle ansehen',
    categories: 'Ihr Regal finden',
    promiseKicker: 'Kein Empfang? Kein Problem.',
    promiseTitle: 'Ein Laden, der im Zug, im Keller und auf dem Berg funktioniert.',
    promiseSteps: [
      {
        title: 'Überall stöbern',
        text: 'Nach dem ersten Besuch liegt der Katalog auf Ihrem Gerät. Seiten öffnen sich ohne Netz.',
      },
      {
        title: 'Sorglos sammeln',
        text: 'Was Sie in den Warenkorb legen, ist sofort gespeichert. Auch ein leerer Akku ändert daran nichts.',
      },
      {
        title: 'Genau einmal gesendet',
        text: 'Sobald wieder Empfang da ist, kommt jede Änderung einmal an. Reicht der Vorrat nicht, sagen wir es Ihnen.',
      },
    ],
    promiseLink: 'Was wir versprechen',
  },
  list: {
    allTitle: 'Alles',
    allDescription: 'Das ganze Sortiment: Kleidung, Taschen, Küche, Garten, Draußen, Spielzeug und Papierwaren.',
    categoryDescription: (name) => `${name} bei Satchel: mit und ohne Empfang stöbern.`,
    count: (count) => plural(count, { one: '# Produkt', other: '# Produkte' }),
    subcategories: 'Auswahl eingrenzen',
    allOf: (name) => `Alles aus ${name}`,
    sort: 'Sortieren nach',
    sortApply: 'Sortieren',
    sorts: {
      featured: 'Unsere Auswahl',
      newest: 'Neueste zuerst',
      'price-asc': 'Preis: aufsteigend',
      'price-desc': 'Preis: absteigend',
      title: 'Name: A bis Z',
    },
    emptyTitle: 'Dieses Regal ist leer',
    emptyText: 'Hier gibt es im Moment nichts. Sehen Sie sich im übrigen Laden um.',
    emptyAction: 'Alles ansehen',
    pages: 'Seiten',
    previous: 'Zurück',
    next: 'Weiter',
    page: (page, pages) => `Seite ${page} von ${pages}`,
  },
  card: {
    from: (price) => `ab ${price}`,
    was: 'Früherer Preis:',
    now: 'Preis:',
    soldOut: 'Ausverkauft',
    fresh: 'Neu',
    lastOnes: (count) => plural(count, { one: 'Letztes Stück', other: 'Letzte # Stück' }),
    colours: (count) => plural(count, { one: '# Farbe', other: '# Farben' }),
    noPrice: 'Hier nicht erhältlich',
  },
  product: {
    pictures: 'Bilder',
    showPicture: (index, count) => `Bild ${index} von ${count}`,
    taxIncluded: 'Inkl. MwSt., Versand wird an der Kasse berechnet.',
    taxExcluded: 'Zzgl. Steuer und Versand.',
    quantity: 'Menge',
    fewer: 'Eins weniger',
    more: 'Eins mehr',
    add: 'In den Warenkorb',
    added: (title) => `${title} liegt im Warenkorb`,
    inStock: 'Auf Lager',
    low: (count) => plural(count, { other: 'Nur noch # da' }),
    out: 'Ausverkauft',
    backorder: 'Zurzeit ausverkauft: jetzt bestellen, wir schicken es, sobald es wieder da ist',
    notMade: (choice) => `Gibt es nicht als ${choice}`,
    notMadeShort: 'In dieser Zusammenstellung nicht erhältlich',
    notSoldHere: 'In diesem Markt nicht erhältlich',
    soldOutAs: (choice) => `Ausverkauft als ${choice}`,
    storedHere: 'Funktioniert ohne Empfang: Der Warenkorb bleibt auf diesem Gerät und wird später gesendet.',
    details: 'Einzelheiten',
    maker: 'Hergestellt von',
    articleNumber: 'Artikelnummer',
    rating: (average, count) =>
      plural(count, { one: `${average} von 5, # Bewertung`, other: `${average} von 5, # Bewertungen` }),
    variants: 'Größen und Farben',
    scriptNeeded: 'Stöbern geht ohne JavaScript. Der Warenkorb braucht es, weil er auf Ihrem Gerät liegt.',
    related: 'Passt gut dazu',
  },
  cart: {
    title: 'Ihr Warenkorb',
    metaDescription: 'Was Sie bisher gesammelt haben.',
    empty: 'Noch nichts drin',
    emptyText: 'Was Sie hineinlegen, bleibt auf diesem Gerät, mit und ohne Empfang.',
    emptyAction: 'Umsehen',
    opening: 'Ihr Warenkorb wird geöffnet',
    remove: 'Entfernen',
    removeItem: (title) => `${title} entfernen`,
    removed: (title) => `${title} wurde herausgenommen`,
    undo: 'Zurücklegen',
    undoItem: (title) => `${title} zurücklegen`,
    quantityOf: (title) => `Menge von ${title}`,
    pending: 'Auf diesem Gerät gespeichert',
    pendingUnkept: 'Noch nicht gespeichert',
    each: (price) => `je ${price}`,
    priceLater: 'Preis folgt',
    items: 'Artikel',
    discount: 'Rabatt',
    tax: 'Steuer',
    taxIncluded: 'Darin Steuer',
    shipping: 'Versand',
    shippingLater: 'An der Kasse',
    total: 'Summe',
    estimate: 'Vorläufig',
    estimateText:
      'Auf diesem Gerät berechnet. Preise und Vorrat bestätigt der Laden, sobald Ihre Änderungen dort ankommen.',
    taxNoteIncluded: 'Preise inkl. MwSt.',
    taxNoteExcluded: 'Steuer kommt an der Kasse hinzu.',
    checkoutSoon: 'Bezahlen ist noch nicht möglich. Ihr Warenkorb wartet hier, bis es so weit ist.',
    view: 'Warenkorb ansehen',
    keepLooking: 'Weiter umsehen',
    summary: 'Übersicht',
    scriptNeeded: 'Der Warenkorb liegt auf Ihrem Gerät und braucht JavaScript. Alles andere im Laden geht ohne.',
  },
  sync: {
    panel: 'Verbindung und gespeicherte Änderungen',
    saved: 'Alles gespeichert',
    savedText: 'Alles, was Sie geändert haben, ist im Laden angekommen.',
    savedThereText:
      'Alles, was Sie geändert haben, ist im Laden angekommen. Dieser Browser kann selbst nichts aufbewahren, der Warenkorb braucht also eine Verbindung.',
    unkept: 'Noch nicht gespeichert',
    unkeptText: (count) =>
      plural(count, {
        one: '# Änderung steht nur auf dieser offenen Seite, weil der Browser sie nicht aufbewahren kann. Lassen Sie die Seite offen, bis der Laden sie hat.',
        other:
          '# Änderungen stehen nur auf dieser offenen Seite, weil der Browser sie nicht aufbewahren kann. Lassen Sie die Seite offen, bis der Laden sie hat.',
      }),
    local: 'Auf diesem Gerät gespeichert',
    localText: (count) =>
      plural(count, {
        one: '# Änderung liegt hier und wird von selbst gesendet.',
        other: '# Änderungen liegen hier und werden von selbst gesendet.',
      }),
    sending: 'Wird gesendet',
    sendingText: (count) => plural(count, { one: '# Änderung ist unterwegs.', other: '# Änderungen sind unterwegs.' }),
    attention: 'Bitte ansehen',
    attentionText: (count) =>
      plural(count, {
        one: '# Änderung konnte noch nicht gesendet werden. Sie ist hier gespeichert.',
        other: '# Änderungen konnten noch nicht gesendet werden. Sie sind hier gespeichert.',
      }),
    offline: 'Offline',
    offlineText:
      'Stöbern Sie ruhig weiter. Ihre Änderungen bleiben hier und werden gesendet, sobald Sie wieder Empfang haben.',
    serverDown: 'Laden nicht erreichbar',
    serverDownText: 'Sie sind online, aber der Laden antwortet nicht. Stöbern Sie weiter, wir versuchen es weiter.',
    offlineUnkeptText: 'Es gibt kein Netz. Was Sie jetzt ändern, kommt nur an, wenn diese Seite offen bleibt.',
    serverDownUnkeptText:
      'Sie sind online, aber der Laden antwortet nicht. Wir versuchen es weiter, solange diese Seite offen ist.',
    reasons: {
      offline: 'Es gibt kein Netz.',
      server: 'Der Laden hat mit einem Fehler geantwortet.',
      busy: 'Der Laden ist ausgelastet und bat um Geduld.',
      stalled: 'Ohne erkennbaren Grund geht es nicht weiter. Wir versuchen es weiter.',
      'sign-in': 'Der Laden kennt dieses Gerät nicht mehr. Laden Sie die Seite neu.',
      'update-needed': 'Diese Seite ist zu alt für den Laden. Laden Sie sie neu.',
      storage:
        'Auf diesem Gerät ist kein Platz mehr, oder es darf nichts gespeichert werden. Schaffen Sie Platz und versuchen Sie es noch einmal.',
    },
    catalogTitle: 'Katalog',
    catalogReady: 'Auf diesem Gerät, ohne Empfang lesbar.',
    catalogPartial:
      'Ein Teil ist auf diesem Gerät: was du angesehen hast, dein Warenkorb und das Erste jeder Abteilung.',
    catalogInstalling: (share) => `Kommt gerade auf dieses Gerät: ${share}`,
    catalogEmpty: 'Noch nicht auf diesem Gerät.',
    retry: 'Jetzt senden',
    reload: 'Neu laden',
  },
  notices: {
    region: 'Meldungen',
    lowered: (title) => `${title}: weniger als gewünscht`,
    loweredText: (wanted, got) => `Sie wollten ${wanted}, vorrätig: ${got}. Wir haben es auf ${got} geändert.`,
    loweredNone: (title) => `${title} ist ausverkauft`,
    loweredNoneText: (wanted) =>
      `Sie wollten ${wanted}. Es ist nichts mehr da, deshalb liegt es nicht mehr im Warenkorb.`,
    gone: (title) => `${title} gibt es nicht mehr`,
    goneText: (count) =>
      plural(count, { one: 'Es liegt nicht mehr im Warenkorb.', other: '# Stück liegen nicht mehr im Warenkorb.' }),
    rejected: 'Eine Änderung war nicht verwendbar',
    rejectedText: (code) =>
      `Der Laden hat sie nicht verstanden (${code}). Alles danach ist angekommen. Bitte prüfen Sie Ihren Warenkorb.`,
    promoRefused: (code) => `Der Code ${code} gilt nicht`,
    promoRefusedText: 'Es gibt ihn nicht, er ist abgelaufen oder passt nicht zu Ihrem Warenkorb.',
    completed: 'Eine Änderung kam nach Ihrer Bestellung',
    completedText: 'Sie galt einem Warenkorb, der inzwischen bestellt ist. Wir haben sie nicht ausgeführt.',
    moved: 'Neues liegt in einem neuen Warenkorb',
    movedText: (lines) =>
      plural(lines, {
        one: 'Der vorige ist inzwischen bestellt. # Änderung kam in den nächsten.',
        other: 'Der vorige ist inzwischen bestellt. # Änderungen kamen in den nächsten.',
      }),
    expired: 'Ihr Warenkorb wurde weggeräumt',
    expiredText: (lines) =>
      plural(lines, {
        one: 'Er stand lange unberührt. Darin lag # Produkt.',
        other: 'Er stand lange unberührt. Darin lagen # Produkte.',
      }),
    merged: 'Aus zwei Warenkörben wurde einer',
    mergedText: (lines) =>
      plural(lines, {
        one: 'Auf diesem Gerät lag schon etwas, als Sie sich angemeldet haben. Bei # Produkt gilt jetzt die größere Menge.',
        other:
          'Auf diesem Gerät lag schon etwas, als Sie sich angemeldet haben. Bei # Produkten gilt jetzt die größere Menge.',
      }),
    price: (title) => `${title}: neuer Preis`,
    priceText: (from, to) => `Zuletzt sahen Sie ${from}, jetzt gilt ${to}.`,
    restored: 'Ihr Warenkorb ist wieder da',
    restoredText: (lines) =>
      plural(lines, {
        one: 'Dieses Gerät hatte ihn verloren. Im Laden lag er noch mit # Produkt.',
        other: 'Dieses Gerät hatte ihn verloren. Im Laden lag er noch mit # Produkten.',
      }),
    review: (title) => `Bitte prüfen: ${title}`,
    reviewCart: 'Bitte prüfen Sie Ihren Warenkorb',
    reviewText:
      'Auch eine Kopie dieses Geräts war am Werk, deshalb wissen wir nicht, ob Ihre letzte Änderung angekommen ist. Wir haben sie nicht noch einmal gesendet.',
    unknown: 'Neues zu Ihrem Warenkorb',
    unknownText:
      'Der Laden hat eine Nachricht geschickt, die diese Version nicht lesen kann. Laden Sie neu und prüfen Sie Ihren Warenkorb.',
  },
  update: {
    title: 'Eine neue Version ist da',
    text: 'Beim Neuladen geht nichts verloren.',
    apply: 'Neu laden',
    later: 'Später',
  },
  away: {
    title: 'Noch nicht auf diesem Gerät',
    text: 'Diese Seite ist hier nicht gespeichert, und der Laden ist nicht erreichbar. Sie öffnet sich, sobald wieder Empfang da ist.',
    still: 'Das geht gerade',
    installing: (share) => `Der Katalog ist auf dem Weg hierher: ${share}.`,
  },
  errors: {
    notFoundTitle: 'Auf diesem Regal liegt nichts',
    notFoundText: 'Die Seite gibt es nicht, oder das Produkt wird nicht mehr verkauft. Diese Regale sind voll:',
    brokenTitle: 'Da ist etwas gerissen',
    brokenText: 'Das liegt an uns, nicht an Ihnen. Ihr Warenkorb ist auf Ihrem Gerät sicher.',
    busyTitle: 'Der Laden holt kurz Luft',
    busyText:
      'Er antwortet gerade nicht. Versuchen Sie es gleich noch einmal. Was Sie gesammelt haben, bleibt auf Ihrem Gerät.',
    reference: (id) => `Kennung für uns: ${id}`,
  },
  about: {
    title: 'Was wir versprechen',
    description: 'Was Satchel über Ihren Warenkorb, Ihr Gerät und unsere Preise verspricht.',
    lead: 'Satchel ist ein Laden, der auf Ihrem Gerät wohnt. Gebaut für schlechten Empfang, lange Zugfahrten und dicke Wände.',
    promises: [
      {
        title: 'Was Sie hineinlegen, bleibt',
        text: 'Wenn der Laden sagt, es liegt im Warenkorb, dann ist es auf Ihrem Gerät gespeichert. Tab zu, Akku leer: Es ist noch da.',
      },
      {
        title: 'Einmal, oder Sie erfahren es',
        text: 'Jede Änderung wirkt genau einmal. Reicht der Vorrat nicht oder gibt es ein Produkt nicht mehr, bekommen Sie eine klare Meldung.',
      },
      {
        title: 'In Ihrer Reihenfolge',
        text: 'Änderungen kommen in der Reihenfolge an, in der Sie sie gemacht haben. Eine, die scheitert, hält die anderen nicht auf.',
      },
      {
        title: 'Ehrliche Preise',
        text: 'Preise und Vorrat ohne Empfang sind als vorläufig gekennzeichnet. Der Laden bestätigt sie, bevor Sie bezahlen.',
      },
      {
        title: 'Nur Ihres',
        text: 'Wir speichern nicht mehr, als der Laden zum Arbeiten braucht. Keine Verfolgung, keine Werbung.',
      },
    ],
  },
  footer: {
    tagline: 'Schöne Dinge, immer dabei.',
    shop: 'Laden',
    satchel: 'Satchel',
    about: 'Was wir versprechen',
    markets: 'Sprache und Währung',
    note: 'Funktioniert ohne Empfang.',
  },
};
