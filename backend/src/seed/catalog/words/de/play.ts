import type { ProductWords } from '../types';

export const play: Record<string, ProductWords> = {
  'clearing-tent': [
    'Lichtungszelt',
    'Drei Jahreszeiten, zwei Schläfer',
    'Ein Firstzelt, das in vier Minuten steht, auch im Regen, weil Innen- und Außenzelt zusammen aufgebaut werden. Zwei Türen, zwei Apsiden, eine Decke, unter der man sitzen kann. Wassersäule 4.000 mm. Flicken sind in den Beutel eingenäht.',
  ],
  'nightwatch-torch': [
    'Nachtwachenlampe',
    '600 Lumen, lädt über USB-C',
    'Ein Klick für den Weg, zwei fürs andere Ufer. Gefrästes Aluminium, bis zwei Meter wasserdicht, mit schwachem rotem Licht, das die Augen schont. Läuft auf kleinster Stufe 90 Stunden. Die Zelle ist austauschbar.',
  ],
  'trailhead-toolbox': [
    'Werkzeugkasten Wegbeginn',
    'Stahlkasten mit ausklappbarem Einsatz',
    'Fasst alles, was der Bus je gebraucht hat. Gepresster, pulverbeschichteter Stahl, ein Einsatz zum Herausheben und Verschlüsse für ein Vorhängeschloss. 42 × 22 × 20 cm. Er wird Beulen bekommen, und das ist in Ordnung.',
  ],
  'double-eight-rope': [
    'Achterseil',
    'Zehn Meter, gespleißte Enden',
    'Geflochtenes Polyester von 8 mm, das durch nasse Hände läuft und trotzdem einen Knoten hält. Bruchlast 1.400 kg, Enden gespleißt und betakelt. Gut für Hängematten, Planen und ein störrisches Tor.',
  ],
  'milk-run-bicycle': [
    'Milchrunden-Rad',
    'Drei Gänge, aufrecht, Riemenantrieb',
    'Ein Stadtrad, das keine Aufmerksamkeit will: Riemen statt Kette, Nabenschaltung, Dynamolicht, Schutzbleche, die reichen. Tiefer Einstieg aus Chromstahl, eine Größe für 155 bis 185 cm. Kommt montiert; Lenker drehen und losfahren.',
  ],
  'errand-kick-scooter': [
    'Besorgungsroller',
    '200-mm-Räder, mit einem Griff gefaltet',
    'Für Erwachsene, mit Rädern, groß genug für Pflastersteine, und einem Brett, tief genug für müde Beine. Faltet sich mit dem Fuß, steht allein, trägt 110 kg. Die Hinterbremse ist ein Schutzblech, das Schutzblech eine Bremse.',
  ],
  'kerb-skateboard': [
    'Bordstein-Skateboard',
    'Sieben Lagen Ahorn, 8,0 Zoll',
    'Ein Deck aus kanadischem Ahorn mit mittlerer Wölbung, geschmiedeten Achsen und 54-mm-Rollen, die über das meiste hinwegrollen. Griptape ist drauf, Schrauben sind fest, Lager gedeckt. Schoner sind billig; tragen Sie sie.',
  ],
  'creek-canoe': [
    'Bachkanu',
    'Zedernleisten, 4,6 Meter, mit Paddel',
    'Auf Bestellung aus Rotzederleisten unter klarem Glas gebaut, stabil für zwei und einen Hund. Trägt 320 kg und wiegt 27. Das Paddel ist aus Esche und geölt. Bitte geben Sie uns sechs Wochen; wir schicken Bilder, während Ihres wächst.',
  ],
  'reef-mask-and-snorkel': [
    'Riffmaske & Schnorchel',
    'Weite Sicht, trockener Aufsatz',
    'Eine Maske mit zwei Gläsern und weicher Doppeldichtung, die auch auf einem Wochenbart hält, und ein Schnorchel mit Ventil gegen die Welle. Gehärtetes Glas, klares Silikon. In Süßwasser spülen, im Schatten trocknen.',
  ],
  'lido-ring': [
    'Lido-Ring',
    'Mit Segeltuch bezogen, mit Greifleine',
    'Sieht aus wie von der Fähre, schwimmt, als gehörte er Ihnen. Geschlossenzelliger Kern unter bemaltem Segeltuch mit einem Seil ringsum. Durchmesser 58 cm. Zum Spielen in ruhigem Wasser, kein Rettungsmittel.',
  ],
  'jetty-fishing-set': [
    'Steg-Angelset',
    'Rute, Rolle und ein hoffnungsvoller Schwimmer',
    'Eine zweiteilige Rute von 2,1 m mit bespulter Rolle, einer Schachtel Haken, zwei Schwimmern und einem Blei. Alles für einen langen Nachmittag und mit Glück fürs Abendessen. Prüfen Sie, ob Sie einen Schein brauchen.',
  ],
  'first-tracks-ski-set': [
    'Ski Erste Spuren',
    'Schuhe und Ski zum schnellen Lernen',
    'Kurz, weich und nachsichtig: Ski, die drehen, wenn man ans Drehen denkt, mit Schuhen, die weit öffnen und mit einer Schnalle schließen. Die Bindung stellt unsere Werkstatt ein; nennen Sie uns Gewicht und Schuhgröße mit der Bestellung.',
  ],
  'hill-road-sled': [
    'Hügelweg-Schlitten',
    'Gebogene Esche mit Stahlkufen',
    'Dampfgebogene Esche, geflochtener Sitz, Kufen zum Wachsen. Trägt zwei Erwachsene oder drei Kinder oder einen Weihnachtsbaum. Länge 110 cm. Ölen Sie das Holz im Herbst, dann streitet man sich im Testament darum.',
  ],
  'glacier-goggles': [
    'Gletscherbrille',
    'Verspiegelt, beschlägt nicht',
    'Eine zylindrische Doppelscheibe mit Lüftung, die klar bleibt, auch wenn man steht. Passt über Brillen, unter Helme, auf die meisten Gesichter. Mit zweiter Scheibe für flaches Licht. Innen nie wischen.',
  ],
  'pathfinder-compass': [
    'Pfadfinder-Kompass',
    'Messinggehäuse, flüssigkeitsgedämpft',
    'Eine Nadel, die in drei Sekunden ruht, in einem Messinggehäuse für die Uhrentasche. Leuchtmarken, Öse, ein Deckel mit Visierschlitz. Muss nie geladen werden.',
  ],
  'rooftop-telescope': [
    'Dachteleskop',
    '80-mm-Refraktor auf Stativ',
    'Zeigt die Ringe des Saturn, vier Monde des Jupiter und die Wäsche des Hauses gegenüber im Tal. Zwei Okulare, ein Sucher und ein Stativ, das nicht zittert. In zehn Minuten aufgebaut, ohne etwas zu lesen.',
  ],
  'barnaby-bear': [
    'Bär Barnaby',
    'Mit Gelenken, waschbar, ein guter Zuhörer',
    'Ein Bär von 34 cm mit beweglichen Armen und Beinen und einem Bauch voll Maisfaser. Der Plüsch ist gewebt, nicht geklebt, die Augen sind gestickt: sicher vom ersten Tag an. Bei 30 °C im Kissenbezug waschen und sitzend trocknen.',
  ],
  'seven-sisters-nesting-dolls': [
    'Sieben Schwestern',
    'Sieben, die letzte klein wie eine Bohne',
    'Aus Lindenholz gedrechselt, das drei Jahre getrocknet hat, damit die Hälften auch in einem nassen November passen. Von Hand mit Eitempera bemalt und lackiert. Die größte misst 18 cm. Die kleinste ist nichts für unter Dreijährige.',
  ],
  'carousel-pony': [
    'Karussellpony',
    'Reitet nirgendwohin, kommt überallhin',
    'Ein Holzpony an einer gedrechselten Stange, bemalt in den Farben eines Jahrmarkts in der Dämmerung. Steht 26 cm hoch auf schwerem Fuß; abgehoben galoppiert es. Buche, wasserbasierte Farbe, Messingstange.',
  ],
  'gentle-longneck': [
    'Sanfter Langhals',
    'Weicher Dinosaurier, 52 cm von Nase bis Schwanz',
    'Fraß Pflanzen, fürchtete niemanden, mag Schlafenszeit. Bio-Baumwolljersey über recycelter Füllung, mit gestickten Augen und einem Hals, der zum Kissen wird. Bei 40 °C waschen.',
  ],
  'meadow-puzzle': [
    'Wiesenpuzzle',
    '500 Teile, keine geraden Kanten',
    'Fünfhundert Teile aus dicker Graupappe mit Leinenprägung, so geschnitten, dass keine zwei gleich sind und keines gerade ist. Fertig 48 × 34 cm. Mit Pflanzenfarben gedruckt. Kein Ersatzteil: vor dem Staubsaugen zählen.',
  ],
  'honest-dice': [
    'Ehrliche Würfel',
    'Sechs Würfel, gewogen und ausbalanciert',
    'Aus gegossenem Harz geschnitten, poliert und über alle drei Achsen gewogen: Sie fallen, wie der Zufall will. 16 mm, mit gebohrten und gefüllten Augen. Sechs im Leinenbeutel.',
  ],
  'endgame-chess-set': [
    'Schachspiel Endspiel',
    'Beschwerte Figuren, Klappbrett',
    'Figuren in Turniergröße aus geschwärztem und hellem Buchsbaum, beschwert und befilzt, damit sie gleiten und nicht kippen. Das Brett wird zu ihrer Schachtel. Königshöhe 95 mm. Zwei Ersatzdamen, für Optimisten.',
  ],
  'arcade-stick': [
    'Spielhallenstick',
    'Eine Kugel, zwei Knöpfe, USB',
    'Mikroschalter, die klicken, eine Kugel, die in die Hand passt, und ein Fuß, schwer genug für Turniere. An alles mit USB und mit Adapter an die meisten alten Konsolen. Jedes Teil lässt sich abschrauben und ersetzen.',
  ],
  'branch-line-locomotive': [
    'Nebenbahn-Lokomotive',
    'Dampflok zum Schieben',
    'Eine stämmige kleine Lok aus Buche mit gedrechselten Rädern, echter Kupplung und einem Schornstein für einen echten Bleistift. Passt auf übliche Holzschienen. Wasserlack, unbedenklich für alle, die zuerst kosten.',
  ],
  'line-seven-tram': [
    'Straßenbahn Linie Sieben',
    'Türen, die öffnen, eine Glocke, die klingelt',
    'Schiebetüren, ein Stromabnehmer, der sich faltet, und eine Glocke mit echtem Klöppel. Platz für acht Figuren, vier liegen bei. Birkensperrholz, 24 cm lang.',
  ],
  'harvest-tractor': [
    'Erntetraktor',
    'Gummireifen, ein Lenkrad, das lenkt',
    'Große Räder hinten, kleine vorn und ein Lenkrad, das sie dreht. Die Reifen sind aus echtem Gummi, was Parkett und Eltern schätzen. 21 cm lang, ab drei Jahren.',
  ],
  'moonshot-rocket': [
    'Mondrakete',
    'Drei Stufen und eine Landefähre',
    'Zerfällt in drei Stufen, die Magnete halten; die Spitze öffnet sich für zwei Astronauten. Bemaltes Blech und Buche, 38 cm auf der Rampe. Countdown nicht enthalten, aber unvermeidlich.',
  ],
  'seaside-kite': [
    'Stranddrachen',
    'Fliegt ab leichtem Wind',
    'Ein Rautendrachen aus Ripstop mit Kohlefaserstäben, einem Schwanz mit drei Schleifen und 40 Meter Schnur. Steigt ab Windstärke zwei und verzeiht einen Absturz. Packmaß 60 cm.',
  ],
  'park-flying-disc': [
    'Park-Wurfscheibe',
    '175 Gramm, fliegt gerade',
    'Wettkampfgewicht, weicher Rand, kein Flattern. Aus Kunststoff, der an Stränden gesammelt wurde; dort sollte er nicht wieder landen. Vom Hund geprüft, vom Hund gemocht, nicht hundefest.',
  ],
  'sunday-league-football': [
    'Sonntagsliga-Fußball',
    'Von Hand genäht, 32 Felder',
    'Zweiunddreißig Felder, 642 Stiche und eine Blase aus Naturlatex, die von Spiel zu Spiel die Luft hält. Größe 5 für den Rasen, Größe 4 für Gärten. Aus einer Werkstatt, die nach Stunden zahlt, nicht nach Bällen.',
  ],
  'stoop-yo-yo': [
    'Treppen-Jo-Jo',
    'Kugellager, schläft eine Minute',
    'Macht Schleifen, führt den Hund aus und schläft länger, als man warten mag. Außen Metallringe, innen ein Keramiklager, zwei Ersatzschnüre in der Schachtel. Eine Karte mit acht Tricks, von leicht bis unerträglich.',
  ],
  'everyday-pencils': [
    'Alltagsbleistifte',
    'Ein Dutzend aus Zeder, HB bis 4B',
    'Zwölf Bleistifte aus Weihrauchzeder, die sich in einer langen Locke spitzen lassen. Graphit von HB bis 4B, kein Lack am Ende, auf dem man kaut. In einer Pappschachtel mit Fenster.',
  ],
  'clerk-fountain-pen': [
    'Schreiber-Füllhalter',
    'Stahlfeder, füllt aus dem Glas',
    'Schreibt sofort, auch nach zwei Wochen in der Schublade. Eine federnde Stahlfeder, ein Konverter für Tinte aus dem Glas und eine Kappe, die zweimal klickt. Ohne Kappe ausgewogen, mit ihr hübsch. Beim Farbwechsel spülen.',
  ],
  'twist-ballpoint': [
    'Dreh-Kugelschreiber',
    'Emailliertes Messing, Standardmine',
    'Das Gewicht eines guten Schlüssels und ein Dreh ohne Spiel. In sechs dünnen Schichten emailliert, mit jeder Standardmine nachfüllbar. An den Kanten altert er, zu Ihren Gunsten.',
  ],
  'copperplate-nib-set': [
    'Kupferstich-Federset',
    'Fünf Spitzfedern mit Halter',
    'Fünf Federn von steif bis eifrig aus gebläutem Stahl mit einem Halter aus gedrechseltem Birnbaum. Sie öffnen unter Druck und schließen im Aufstrich: Haarlinien und Schwellzüge aus einer Spitze. Mit einem Heft zum Nachschreiben.',
  ],
  'pocket-field-notebook': [
    'Feldnotizbuch',
    'Gummiband, 192 Seiten',
    'Fährt in der Hosentasche mit und nimmt es nicht übel. Genäht, nicht geklebt, liegt also ab der ersten Seite flach; 90-g-Papier, auf dem Tinte nicht ausläuft. Punkte, Linien oder leer, mit einer Tasche für Karten. 9 × 14 cm.',
  ],
  'confetti-journal': [
    'Konfetti-Tagebuch',
    'Fester Einband, marmorierter Schnitt',
    'Ein Tagebuch, das aussieht wie das Fest, von dem es erzählen wird. Bedruckter Leinenband, zwei Lesebänder, 240 Seiten mit Zahlen am Fuß und einem Verzeichnis vorn. A5.',
  ],
  'household-ledger': [
    'Haushaltsbuch',
    'Ringbindung, eine Seite je Woche',
    'Für das, was hereinkam, was hinausging und wofür. Mit Ringen gebunden, damit es sich ganz umschlägt, mit Kartentasche und einem Jahr voller Wochenseiten. Blassgrau liniert, beim Kopieren unsichtbar.',
  ],
  'library-blank-book': [
    'Bibliotheks-Blankobuch',
    'Leinenband, 320 Seiten nichts',
    'Gebunden wie ein Roman, leer wie ein Morgen. Buckram über Pappe, Kapitalbänder, ein runder Rücken, der flach öffnet. Elfenbeinfarbenes 120-g-Papier für Tinte, Stift und leichte Lasuren. 17 × 24 cm.',
  ],
  'long-letter-envelopes': [
    'Umschläge für lange Briefe',
    'Fünfundzwanzig, mit Seidenfutter',
    'Für Briefe, die eine Marke wert sind. Geripptes 100-g-Papier mit spitzer Klappe und einem Seidenfutter, durch das niemand liest. Fünfundzwanzig in der Schachtel, Format C6.',
  ],
  'cutting-room-scissors': [
    'Zuschneideschere',
    'Geschmiedet, links oder rechts',
    'Geschmiedete Klingen, die sich auf ganzer Länge treffen, gehalten von einer verstellbaren Schraube. Sie schneiden Seide, Karton und Schnur, ohne etwas zu kauen. Wählen Sie Ihre Hand. Nie an Draht.',
  ],
  'outsize-paperclips': [
    'Riesenbüroklammern',
    'Zehn, für ernste Stapel',
    'Sieben Zentimeter polierter Draht, der sechzig Blatt ohne Abdruck hält. Zehn in einer Dose, die Sie für etwas anderes behalten werden.',
  ],
  'reading-magnifier': [
    'Leselupe',
    'Glaslinse, 3-fach',
    'Echtes optisches Glas, geschliffen und poliert, in einem Rahmen, der auf der Seite ruht. Dreimal größer in der Mitte und gerade am Rand. Für Karten, Marken, Splitter und Kleingedrucktes. 75 mm.',
  ],
  'afternoon-mantel-clock': [
    'Nachmittags-Kaminuhr',
    'Nussbaumgehäuse, stiller Lauf',
    'Eine Uhr, die Sie nicht antickt. Schleichendes Quarzwerk im Nussbaumgehäuse mit gewölbtem Glas und einem Zifferblatt, das man vom Sofa liest. 21 cm hoch, eine Batterie im Jahr.',
  ],
  'studio-palette': [
    'Atelierpalette',
    'Achtzehn Näpfe Aquarell',
    'Achtzehn halbe Näpfe in einer Klapppalette, alles einzelne Pigmente, damit Mischungen sauber bleiben. Lichtecht, mit Honig gebunden und schnell wach unter dem nassen Pinsel. Mit Daumenloch, natürlich.',
  ],
  'round-brush-no-10': [
    'Rundpinsel Nr. 10',
    'Synthetik-Zobel, behält die Spitze',
    'Fasst einen See voll Farbe und kommt doch zur Spitze. Synthetischer Zobel in nahtloser Zwinge an lackiertem Birkenstiel. Mit Seife waschen, mit den Fingerspitzen formen, liegend trocknen.',
  ],
  'beeswax-crayons': [
    'Wachsmalstifte',
    'Zwölf Stifte, die nicht wegrollen',
    'Weiche, kräftige Farben in Bienenwachs, unbedenklich beim Kauen und schwer zu brechen. Mit dem Finger zu mischen und mit warmem Wasser von der Wand zu bekommen, meistens. Zwölf in einer Dose.',
  ],
  'hill-farm-yarn': [
    'Bergschafgarn',
    '100 g Kammgarn, zwei Nadeln',
    'Aus der Wolle von Bergschafen gesponnen, noch ein wenig fettig, sodass sie Nieselregen abweist. 100 g, etwa 200 m, für Nadeln von 4,5 mm, die beiliegen. Lässt sich schön spannen. Nur Handwäsche.',
  ],
  'linen-thread-spool': [
    'Leinenzwirn',
    '250 Meter, gewachst',
    'Gewachstes Leinen für Bücher, Knöpfe, Boote und Stiefel. Dehnt sich nicht, verheddert sich nicht, lässt sich mit dem Fingernagel teilen. 250 m auf einer Holzspule, in der eine Nadel steckt.',
  ],
};
