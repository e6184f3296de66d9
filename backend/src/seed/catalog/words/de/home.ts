import type { ProductWords } from '../types';

export const home: Record<string, ProductWords> = {
  'garage-electric-guitar': [
    'E-Gitarre Garage',
    'Erlenkorpus, drei Einspuler',
    'Ein doppeltes Cutaway mit geschraubtem Ahornhals und drei Tonabnehmern, die von Glas bis Schotter reichen. Vor dem Versand von Hand eingestellt: niedrige Saitenlage, saubere Oktaven, frische Zehner. Mensur 648 mm. Mit Gurt und Kabel.',
  ],
  'chamber-violin-outfit': [
    'Kammergeige mit Zubehör',
    'Geschnitzte Fichte, mit Bogen und Kasten',
    'Decke aus geschnitzter Alpenfichte, Boden aus geflammtem Ahorn, von Hand lackiert. Mit Ebenholzwirbeln, einem Saitenhalter mit vier Feinstimmern und Saiten, die eine Lehrerin wählen würde. Dazu Bogen, Kolophonium und ein Kasten mit Hygrometer.',
  ],
  'porch-banjo': [
    'Veranda-Banjo',
    'Fünf Saiten, offener Rücken',
    'Offen gebaut für einen runden, holzigen Ton, der die Straße nicht weckt. Ahornkranz, raues Fell und Mechaniken mit Getriebe, auch an der fünften. Spielt Clawhammer direkt aus dem Karton. In trockenen Wintern das Fell eine Vierteldrehung lockern.',
  ],
  'parade-trumpet': [
    'Parade-Trompete',
    'B, Schallbecher aus Messing',
    'Eine B-Trompete mit handgehämmertem Becher von 123 mm und Ventilen aus Monel, die ein vergessenes Ölen verzeihen. Spricht bis zum hohen C leicht an. Koffer, Mundstück 7C und Ventilöl liegen bei.',
  ],
  'midnight-alto-saxophone': [
    'Mitternachts-Altsaxophon',
    'Es, mit hohem Fis',
    'Warm in der Tiefe und flink in den Handballenklappen, mit geripptem Korpus und doppelten Armen an den tiefen Tönen. Gebläute Federn, Lederpolster, gravierter Becher. Mit Mundstück, zwei Blättern und einem Koffer mit Rucksackriemen.',
  ],
  'pearwood-recorder': [
    'Birnbaum-Blockflöte',
    'Sopran in C, barocke Griffweise',
    'Aus einem einzigen Stück Birnbaum gedrechselt, nicht aus Kunststoff, also rund im Ton auch in einer ungeübten Klasse von zwanzig. Doppellöcher, Wischerstab und Baumwollbeutel. Alle paar Monate mit Mandelöl ölen.',
  ],
  'harbour-accordion': [
    'Hafen-Akkordeon',
    '48 Bässe, 26 Tasten, vier Register',
    'Leicht genug für ein Lied auf der Fähre: 5,4 kg mit Riemen. Von Hand nachbearbeitete Stimmzungen mit Tremolo für Shantys und Musette und ein Balg mit Lederecken, die nicht knarren. Mit gepolsterter Tasche.',
  ],
  'parlour-keyboard-61': [
    'Salon-Keyboard 61',
    'Anschlagdynamische Tasten, Batterie oder Netz',
    'Fünf Oktaven in voller Größe, die auf den Anschlag antworten, ein Klavierklang von einem Instrument der 1920er und eine Kopfhörerbuchse für die Nachbarn. Läuft acht Stunden mit Batterien. Haltepedal liegt bei.',
  ],
  'saturday-snare-drum': [
    'Samstags-Snare',
    'Birkenkessel, zwei Stöcke, ein Lächeln',
    'Eine 13-Zoll-Snare aus sechs Lagen Birke mit Druckgussreifen und einer Abhebung, die lautlos arbeitet. Knackig im Flüstern, laut, wenn es sein muss. Hickorystöcke 5A liegen bei; Ohrstöpsel nicht.',
  ],
  'courtyard-djembe': [
    'Hinterhof-Djembe',
    'Aus einem Stamm geschnitzt',
    'Aus einem einzigen Stück Linde gehöhlt, mit fünf Millimeter starkem Seil gespannt und mit Ziege bezogen. Tief in der Mitte, hell am Rand. Höhe 60 cm, Fell 30 cm. Nicht in die Sonne stellen, dann bleibt sie gestimmt.',
  ],
  'fiesta-maracas': [
    'Fiesta-Maracas',
    'Ein gestimmtes Paar, von Hand bemalt',
    'Zwei Kürbisse, getrocknet, gefüllt und im Abstand einer Terz gestimmt, mit gedrechselten Griffen, die sich nicht drehen. Von Hand bemalt, deshalb ist kein Paar ganz wie auf dem Bild. Für Küchen ebenso wie für Bühnen.',
  ],
  'chapel-hand-bell': [
    'Kapellen-Handglocke',
    'Bronzeguss, klares A',
    'In Sand aus Glockenbronze gegossen und gedreht, bis sie ein A singt, das elf Sekunden bleibt. Ruft zum Essen, beendet Sitzungen, eröffnet Chöre. Durchmesser 9 cm. Trocken polieren.',
  ],
  'hush-headphones': [
    'Kopfhörer Hush',
    'Ohrumschließend, 40 Stunden, still auf Wunsch',
    'Geschlossene Kopfhörer mit Geräuschunterdrückung, die das Flugzeug wegnimmt und die Musik in Ruhe lässt. Vierzig Stunden je Ladung, ein Kabel für die Langstrecke, Polster und Akku mit einer Münze zu wechseln. 248 Gramm.',
  ],
  'booth-studio-microphone': [
    'Studiomikrofon Booth',
    'Großmembran, USB und XLR',
    'Ein seitlich besprochenes Kondensatormikrofon, das Stimmen schmeichelt und bei Gitarren ehrlich ist. Per USB an den Laptop oder per XLR ans Pult; der Schalter sitzt hinten. Spinne und Poppschutz liegen bei.',
  ],
  'kitchen-table-radio': [
    'Küchentischradio',
    'UKW, DAB+ und ein großer Knopf',
    'Am Knopf drehen, und es spielt; weiterdrehen, und es wird lauter. UKW und DAB+, Bluetooth für Gäste, eine geölte Holzrückwand für den Bass. Zwölf Stunden mit eingebautem Akku. Merkt sich fünf Sender und Ihren Wecker.',
  ],
  'forge-skillet': [
    'Schmiedepfanne',
    '26 cm Kohlenstoffstahl, eingebrannt',
    'Leichter als Gusseisen, heißer als Edelstahl und ab dem dritten Frühstück antihaftend. Aus 2,5 mm Kohlenstoffstahl gepresst, mit genietetem Griff, der kühl bleibt. Für Induktion und offenes Feuer. Mit Wasser spülen, mit Öl auswischen.',
  ],
  'sunday-paella-pan': [
    'Sonntags-Paellapfanne',
    '40 cm, zwei Griffe, acht Freunde',
    'Breit und flach, damit der Reis unten ansetzt und der Streit darüber beginnen kann. Emaillierter Stahl, der vom Herd auf den Grill und auf den Tisch geht. Für acht Personen. Gut abtrocknen.',
  ],
  'hearth-stockpot': [
    'Herdtopf',
    'Fünf Liter mit dickem Boden',
    'Ein Topf für Suppen, die am Morgen beginnen. Dreischichtboden, gerade Wände, Literstriche innen und Griffe, breit genug für Topfhandschuhe. Ohne Deckel ofenfest bis 260 °C. Spülmaschinenfest.',
  ],
  'chalet-fondue-set': [
    'Chalet-Fondue',
    'Topf, Brenner und sechs Gabeln',
    'Gusseisen hält die Hitze, solange geredet wird; die Emaille gibt die Kruste frei. Sechs Gabeln mit verschiedenen Spitzen, damit niemand stiehlt. Der Brenner nimmt Paste oder Spiritus. Für sechs Hungrige.',
  ],
  'keen-cooks-knife': [
    'Scharfes Kochmesser',
    '20 cm Klinge, 15 Grad je Seite',
    'Ein Messer, scharf genug für Tomaten und schwer genug für Kürbisse. Klinge aus rostfreiem Kohlenstoffstahl, gehärtet auf 58 HRC, durchgehender Erl, Griff aus stabilisierter Birke. Nie in die Spülmaschine. Zweimal im Jahr schärfen; wir erklären, wie.',
  ],
  'porridge-bowl-and-spoon': [
    'Breischale mit Löffel',
    'Steinzeug für stille Morgen',
    'Eine tiefe Schale mit freundlichem Rand, in einem einzigen Tauchgang glasiert, sodass jeder Rand ein wenig anders ist. Der Löffel ist aus gebürstetem Stahl und folgt der Rundung. Fasst 600 ml. Mikrowelle und Spülmaschine sind erlaubt.',
  ],
  'long-table-cutlery': [
    'Besteck Lange Tafel',
    '24 Teile aus gebürstetem Stahl',
    'Sechs Gabeln, sechs Messer, sechs Löffel, sechs kleine Löffel, so ausgewogen, dass sie in der Hand liegen und nicht am Gelenk hängen. 18/10-Stahl mit einer Oberfläche, die tausend Abendessen verbirgt. Spülmaschinenfest.',
  ],
  'lacquer-chopsticks': [
    'Lackstäbchen',
    'Zwei Paar mit gerillten Spitzen',
    'Kirschholz unter sechs dünnen Schichten Lack, mit feinen Rillen an der Spitze, damit Nudeln bleiben, wo sie sind. 23 cm. Von Hand spülen, liegend trocknen.',
  ],
  'lunch-counter-bento': [
    'Mittagspausen-Bento',
    'Drei Fächer, ein Deckel',
    'Hält den Reis bis Mittag von den Pickles fern. Schale in Lackoptik mit Weizenfaser, Silikondichtung, ein Band und ein Platz für Stäbchen. 900 ml in drei Teilen. Mikrowelle ohne Deckel.',
  ],
  'gardenside-teapot': [
    'Gartenkanne',
    'Ein Liter, gießt ohne Tropfen',
    'Rund wie ein Rotkehlchen, mit scharf geschnittener Tülle, damit der letzte Tropfen zurückläuft. Glasierte Irdenware, ein Deckel, der auch bei voller Neigung hält, und ein Stahlsieb innen. Ein Liter: vier Tassen oder zwei lange Gespräche.',
  ],
  'corner-cafe-mug': [
    'Eckcafé-Becher',
    'Dicke Wand, 280 ml',
    'Der schwere Becher jedes guten Eckcafés: dick in der Wand, dünn an der Lippe, zufrieden unter der Maschine. Dichtes Porzellan, dem die Spülmaschine nichts anhat. Stapelbar, höchstens zu dritt.',
  ],
  'cellar-door-glasses': [
    'Kellertürgläser',
    'Zwei Kelche für Roten',
    'Mundgeblasen, mit gezogenem Stiel und einem Rand, dünn wie eine Postkarte. Der Kelch ist weit genug für einen jungen und eng genug für einen alten Rotwein: 480 ml. Paarweise. Sie überleben die Spülmaschine im Schonprogramm.',
  ],
  'night-porter-tumbler': [
    'Nachtportier-Becher',
    'Schwerer Boden, guter Klang',
    'Ein niedriges Glas mit einem daumendicken Boden: Es steht, es bleibt kalt, es klingt richtig. 300 ml, gemacht für einen großen Würfel. Paarweise.',
  ],
  'larder-jar': [
    'Vorratsglas',
    'Luftdicht, weite Öffnung',
    'Borosilikat mit einem Schraubdeckel, der ohne Gummi dichtet. Weit genug für Schaufel und Hand, klar genug, um kein Etikett zu brauchen. Stapelbar und ohne Deckel ofenfest.',
  ],
  'heather-honey': [
    'Heidehonig',
    'Späte Ernte, gelöffelt statt gegossen',
    'Im September geerntet, wenn die Heide fertig ist und die Bienen langsam sind. Dick, bernsteinfarben und am Ende ein wenig bitter, nie über 38 °C erhitzt. Fester Honig lebt: Wärmen Sie das Glas in den Händen.',
  ],
  'tide-salt-shaker': [
    'Gezeiten-Salzstreuer',
    'Gefüllt mit flockigem Meersalz',
    'Ein gewichtiger Glasstreuer mit Stahldeckel, gefüllt mit 60 g Salz, bei Ebbe von Hand geharkt. Löcher für Flocken. Füllen Sie ihn nach; er überlebt jede Menage.',
  ],
  'windowsill-ficus': [
    'Fensterbank-Ficus',
    'Im Terrakottatopf',
    'Ein junger Gummibaum mit sechs guten Blättern und dem Willen zu wachsen. Mag es hell und hasst nasse Füße: ein Glas Wasser die Woche. Kommt im von Hand gedrehten Terrakottatopf von 12 cm. Höhe etwa 35 cm.',
  ],
  'mesa-cactus': [
    'Mesa-Kaktus',
    'Vergisst, dass Sie vergaßen',
    'Ein Säulenkaktus mit zwei Armen und keinen Ansprüchen. Volle Sonne, alle drei Wochen ein Schluck Wasser, im Winter keiner. Etwa 28 cm hoch, in sandiger Erde. Mit Zeitungspapier anfassen, nicht mit Mut.',
  ],
  'first-leaf-seed-kit': [
    'Saatset Erstes Blatt',
    'Radieschen, Rucola und Ringelblume',
    'Drei Tütchen, die alles verzeihen: Radieschen in vier Wochen, Rucola in fünf, Ringelblumen bis zum Frost. Mit torffreien Quelltabletten, sechs Fasertöpfen und einer Karte, die sagt, wann was zu tun ist. Samenfest; behalten Sie welche fürs nächste Jahr.',
  ],
  'balcony-olive': [
    'Balkonolive',
    'Zweijähriger Baum, hart bis −5 °C',
    'Ein junger Ölbaum mit silbernen Blattunterseiten und im dritten Sommer einer ersten Handvoll Früchte. Sonne, Wind und magere Erde bekommen ihm. Holen Sie ihn unter −5 °C herein. Höhe etwa 60 cm.',
  ],
  'field-bouquet': [
    'Feldstrauß',
    'Der Jahreszeit nach, in Papier',
    'Was diese Woche auf dem Feld am besten steht, am Morgen geschnitten und bis Mittag gebunden. Keine zwei gleich, alle duften. Hält etwa acht Tage, wenn die Stiele gekürzt und das Wasser gewechselt wird.',
  ],
  'queen-of-may-tulips': [
    'Tulpen Maikönigin',
    'Zwölf Zwiebeln, spät und hoch',
    'Eine einfache späte Tulpe in tiefem Rosa, die drei Wochen hält. Zwölf Zentimeter tief setzen, bevor der Boden friert, Spitze nach oben, und vergessen. Sie kommen mehrere Frühlinge wieder.',
  ],
  'old-garden-rose': [
    'Alte Gartenrose',
    'Strauchrose, öfter blühend',
    'Eine wurzelnackte Strauchrose mit schalenförmigen Blüten und einem Duft, der bis zum Tor reicht. Blüht von Juni bis zum ersten Frost, wird 1,4 m hoch und widersteht Sternrußtau. Zwei Stunden wässern, dann mit der Veredelung unter der Erde pflanzen.',
  ],
  'giant-sunflower-seeds': [
    'Riesensonnenblumensamen',
    'Ziehen Sie eine höher als die Tür',
    'Ein Tütchen mit dreißig Samen einer Sorte, die in guten Sommern drei Meter erreicht. Ab April säen, jede Handbreit einen, und jedem einen Stab geben. Die Köpfe gehören den Finken.',
  ],
  'evening-hyacinth': [
    'Abendhyazinthe',
    'Fünf präparierte Zwiebeln',
    'Für die Treiberei präpariert, sodass sie drinnen blühen, wenn die Welt draußen grau ist. Zwölf Wochen dunkel, dann drei im Licht. Der Duft füllt ein Zimmer; eine pro Zimmer genügt.',
  ],
  'orchard-trug': [
    'Obstkorb',
    'Geflochtene Weide, dampfgebogener Henkel',
    'Trägt acht Kilo Äpfel oder eine schlafende Katze. Aus ungeschälter Weide auf einem Eschenrahmen geflochten, der Henkel über Dampf gebogen und mit Kupfer genagelt. 38 × 28 cm. Einmal im Jahr wässern, damit er geschmeidig bleibt.',
  ],
  'yard-bucket': [
    'Hofeimer',
    'Zwölf Liter, weicher Griff',
    'Ein Eimer, der nicht reißt, wenn das Wasser darin friert. Dicke Wände, Literskala, ein Ausguss, der mit Absicht gießt. Zwölf Liter, 640 Gramm.',
  ],
  'barn-broom': [
    'Scheunenbesen',
    'Sorghumborsten, von Hand gebunden',
    'Fegt Laub vom Kies und Krümel von Fliesen. Sorghum, fünf Reihen gewachster Zwirn, ein 120 cm langer Eschenstiel mit Lederschlaufe. Aufhängen: Ein Besen, der steht, wird lahm.',
  ],
  'copse-hatchet': [
    'Wäldchenbeil',
    'Geschmiedeter Kopf, Hickorystiel',
    'Für Anmachholz, Pfähle und die unteren Äste. Ein Kopf von 600 g, aus einem Stück Kohlenstoffstahl geschmiedet, an 38 cm Hickory. Kommt scharf, in einer Lederscheide. Das Holz ölen, die Schneide aus der Erde halten.',
  ],
  'hedgerow-saw': [
    'Heckensäge',
    'Schneidet auf Zug',
    'Impulsgehärtete Zähne, die in einem Dutzend Zügen durch einen handgelenkdicken Ast gehen und eine saubere Wunde hinterlassen. Buchengriff für die ganze Hand. Blatt 33 cm, austauschbar.',
  ],
  'robins-nest': [
    'Rotkehlchennest',
    'Offene Nistschale für Hecken',
    'Ein offenes Nest aus Birkenzweigen, mit Wolle gepolstert, für Vögel, die keine Türen mögen. In zwei Meter Höhe nach Osten binden, vor März. Die Eier auf dem Bild sind Sache der Vögel.',
  ],
  'veranda-lantern': [
    'Verandalaterne',
    'Papierschirm, warmes Licht, faltet sich flach',
    'Eine gerippte Papierlaterne mit aufladbarem warmweißem Licht, das 30 Stunden brennt und nur flackert, wenn man es bittet. Wasserabweisend, aber kein Boot. 32 cm hoch, gefaltet so dick wie ein Buch.',
  ],
  'beeswax-candle': [
    'Bienenwachskerze',
    'Brennt vierzig Stunden',
    'Aus Bienenwachs und nichts anderem gegossen, mit Baumwolldocht. Brennt sauber und langsam und riecht nach warmer Wiese. Den Docht auf fünf Millimeter kürzen und warten, bis das Wachs den Rand erreicht, bevor man sie ausbläst.',
  ],
};
