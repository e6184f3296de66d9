import type { ProductWords } from '../types';

export const wear: Record<string, ProductWords> = {
  'meadow-stripe-tee': [
    'Wiesenstreifen-Shirt',
    'Bio-Baumwolle, ein breiter Streifen',
    'Ein gerades Alltagsshirt mit einem einzigen Streifen über der Brust, gestrickt aus 180 g schwerer Bio-Baumwolle. Der Kragen ist innen verstärkt und bleibt jahrelang in Form. Endet an der Hüfte; wer es enger mag, nimmt eine Größe kleiner. Bei 30 °C waschen, im Schatten trocknen.',
  ],
  'harbour-blouse': [
    'Hafenbluse',
    'Weicher V-Ausschnitt aus gewaschener Viskose',
    'Eine leichte Bluse mit lockerem V-Ausschnitt und kurzen Ärmeln, die knapp über dem Ellbogen enden. Die Viskose stammt aus zertifiziertem europäischem Holz und liegt kühl auf der Haut. Bei 30 °C im Beutel waschen, feucht von links bügeln.',
  ],
  'quay-shirt-and-tie': [
    'Kai-Hemd mit Krawatte',
    'Gestreifte Popeline mit passender Krawatte',
    'Ein knackiges Streifenhemd, dessen Krawatte schon ausgesucht ist. Zweifach-Popeline, Perlmuttknöpfe und ein Kragen mit herausnehmbaren Stäbchen. Die Krawatte ist aus gewebter Seide und 7 cm breit. Hemd bei 40 °C waschen; die Krawatte mag kein Wasser.',
  ],
  'relay-singlet': [
    'Staffel-Trikot',
    'Federleichtes Laufshirt',
    'Siebzig Gramm recyceltes Netzgewebe mit einer Schärpe, die man noch aus der Gegenkurve sieht. Verklebte Nähte scheuern nirgends, und der Stoff ist trocken, bis man sich gedehnt hat. Kalt waschen, ohne Weichspüler.',
  ],
  'bluebell-dress': [
    'Glockenblumenkleid',
    'Schmales Oberteil, schwingender Rock',
    'Ein ärmelloses Kleid mit anliegendem Oberteil und einem Rock, der 2,4 Meter Stoff braucht, um so zu schwingen. Baumwollsatin mit etwas Stretch, verdeckter Reißverschluss an der Seite und, ja, zwei echte Taschen. Länge 104 cm in Größe M. Bei 30 °C waschen.',
  ],
  'petal-house-robe': [
    'Blütenmorgenrock',
    'Bedruckte Baumwolle, weite Ärmel',
    'Ein Morgenrock im Kimonoschnitt für langsame Vormittage, mit kleinen Blüten bedruckt und einem Gürtel in Kontrastfarbe. Die Baumwolle ist fein geköpert und fällt, statt abzustehen. Eine Länge, 98 cm, mit Aufhänger. Bei 40 °C waschen.',
  ],
  'orchard-wrap-dress': [
    'Obstgartenwickel',
    'Drapiertes Abendkleid mit Goldkante',
    'Fünf Meter fließender Stoff, drapiert und festgenäht, sodass es sich mit einer Bewegung wickelt. Eine schmale Goldborte läuft am Saum entlang und über die Schulter. Bis zum Knie gefüttert. Reinigung, oder kalte Handwäsche mit Geduld.',
  ],
  'dockside-jeans': [
    'Dockjeans',
    'Gerades Bein, mittlere Leibhöhe',
    'Denim von dreizehn Unzen mit zwei Prozent Stretch, einmal gewaschen, damit das Verblassen Ihnen gehört. Gerade vom Oberschenkel bis zum Saum, mit einem Bund, der auch auf dem Rad sitzen bleibt. Innenbein 82 cm, leicht zu kürzen. Selten, auf links und kalt waschen.',
  ],
  'lido-shorts': [
    'Lido-Shorts',
    'Vom Wasser ins Café',
    'Badeshorts, die als Shorts durchgehen: Kordel innen, flache Taschen, Saum über dem Knie. Aus recyceltem Nylon gewebt, in weniger als einer Stunde trocken. Das Netzfutter lässt sich herausschneiden, ohne zu fransen. Nach Salzwasser ausspülen.',
  ],
  'camel-lane-coat': [
    'Kamelgassenmantel',
    'Wollmischung mit fallendem Revers',
    'Der Mantel für die neun kühlen Monate: dichte Wolle mit etwas Kaschmir, halb gefüttert, damit ein Pullover darunterpasst. Knöpfe in Hornoptik, zwei tiefe Paspeltaschen und ein Schlitz, mit dem man zwei Stufen auf einmal nimmt. Bürsten, lüften, einmal im Jahr reinigen.',
  ],
  'studio-smock': [
    'Atelierkittel',
    'Langer weißer Arbeitsmantel',
    'Ein richtiger Arbeitsmantel für Farbe, Ton und Mehl, lang genug, um darin zu sitzen. Schwerer Baumwolldrell, der mit jeder Wäsche weicher wird, drei aufgesetzte Taschen und eine für Stifte. Kochen Sie ihn ruhig: Er ist für 95 °C gemacht.',
  ],
  'dusk-rider-vest': [
    'Dämmerungsweste',
    'Reflektierende Lage für den Heimweg',
    'Wiegt so wenig wie ein Apfel und ist auf 160 Meter zu sehen. Passt über jede Jacke; die Seitenriemen stellen sie von S bis XL ein, vorn schließt ein Reißverschluss, den man mit Handschuhen bedient. Faltet sich in die eigene Tasche. Abwischen genügt.',
  ],
  'polka-bay-bikini': [
    'Tupfenbucht-Bikini',
    'Gepunkteter Zweiteiler zum Binden',
    'Kleine Punkte, weiche Cups und Bänder, die gebunden bleiben. Der Stoff ist aus geborgenen Fischernetzen gestrickt und behält seine Spannkraft in Chlor wie in Salz. Wird als Set verkauft. In Süßwasser spülen, liegend trocknen.',
  ],
  'lane-four-swimsuit': [
    'Bahn-vier-Badeanzug',
    'Ein Einteiler, der Bahnen zieht',
    'Gekreuzte Träger, ein flacher Bund und genug Halt für eine Rollwende. Vorn gefüttert, 200 Stunden chlorfest. Am Bein zurückhaltend geschnitten, am Rücken nicht. Nach dem Becken kalt ausspülen.',
  ],
  'bothy-scarf': [
    'Hüttenschal',
    'Zwei Meter Lammwolle',
    'In einer kleinen Weberei gewebt, in weichem Wasser gewaschen und gebürstet, bis sie aufblüht. Zwei Meter lang und 30 cm breit: zweimal herum, und ein Ende bleibt zum Einstecken. Kühle Handwäsche, liegend trocknen, nie aufhängen.',
  ],
  'first-frost-gloves': [
    'Erstfrosthandschuhe',
    'Gestrickt, mit Fingern, die tippen',
    'Außen Merino, innen angeraut, mit leitendem Garn in Daumen und Zeigefinger, damit das Telefon weiter zuhört. Gerippte Bündchen reichen bis unter den Ärmel. Handwäsche; sie gehen ein, wenn man es vergisst.',
  ],
  'odd-pair-socks': [
    'Ungleiche Socken',
    'Zwei Farben, ein Paar',
    'Ein Paar, das nie zusammenpasst und deshalb nie den Partner verliert. Gekämmte Baumwolle mit gepolsterter Ferse und handgekettelter Spitze. Bei 40 °C waschen, womit man will.',
  ],
  'regatta-cap': [
    'Regattakappe',
    'Sechs Felder, gebogener Schirm',
    'Gewaschener Baumwolltwill mit flacher Krone und einem Schirm, der schon eingetragen ist. Messingschnalle hinten, Schweißband innen, nirgends etwas aufgedruckt. Von Hand waschen und über einer Schüssel trocknen.',
  ],
  'promenade-straw-hat': [
    'Promenadenhut',
    'Breite Krempe mit Schleife',
    'Aus Papierstroh geflochten, das sich biegt, ohne zu brechen, mit 11 cm Krempe und einer Ripsschleife zum Lösen und Neubinden. Sonnenschutz 50+. Nach harten Zeiten im Koffer über Dampf wieder formen.',
  ],
  'conjurer-top-hat': [
    'Zauberzylinder',
    'Wollfilz, 15 cm hoch',
    'Ein echter Zylinder aus versteiftem Wollfilz mit Satinband, gut für Hochzeiten, Bühnen und ein Kaninchen. Innen gefüttert und gepolstert. Auf der Krone lagern, gegen den Uhrzeigersinn bürsten.',
  ],
  'riviera-sunglasses': [
    'Riviera-Sonnenbrille',
    'Bio-Acetat, Gläser der Kategorie 3',
    'Eine sanft gerundete Fassung aus pflanzlichem Acetat mit fünfgliedrigen Scharnieren, die hörbar schließen. Die Gläser halten alle UV-Strahlen ab und sitzen mit 28 Gramm leicht auf der Nase. Mit Filzhülle. Mit Wasser reinigen, nicht mit dem Hemd.',
  ],
  'meridian-watch': [
    'Meridian-Uhr',
    'Drei Zeiger, 38 mm, kein Aufhebens',
    'Eine Quarzuhr, die die Zeit anzeigt und sonst nichts. Gehäuse aus gebürstetem Stahl, 38 mm, gehärtetes Mineralglas, wasserdicht bis 5 bar. Das Band wechselt man ohne Werkzeug. Die Batterie hält etwa drei Jahre.',
  ],
  'drift-runner': [
    'Drift-Laufschuh',
    'Für jeden Tag, 8 mm Sprengung',
    'Ein Laufschuh für die Kilometer, die niemand filmt: weich genug für Asphalt, fest genug für Schotter. Netzobermaterial, Mittelsohle mit 40 % Zuckerrohr, Gummi nur dort, wo es sich abnutzt. Fällt normal aus. An der Luft trocknen, nie auf der Heizung.',
  ],
  'bramble-hiking-boot': [
    'Brombeer-Wanderstiefel',
    'Gewachstes Leder, tiefes Profil',
    'Ein halbhoher Stiefel aus gewachstem Nubuk mit gepolstertem Schaft und einer Sohle, die greift. Die Membran hält die Pfütze draußen, die geschlossene Lasche den Kies. Zweimal neu besohlbar. Fetten Sie das Leder jeden Frühling, dann sieht er zehn Winter.',
  ],
  'poppy-knee-boot': [
    'Mohnstiefel',
    'Reißverschlussstiefel mit Schichtabsatz',
    'Ein kniehoher Stiefel mit 4 cm Schichtabsatz, laut in der Farbe und leise auf der Treppe. Glattes Kalbsleder, mit weichem Ziegenleder gefüttert, innen durchgehender Reißverschluss. Schaftweite 37 cm in Größe 38. Abwischen und ab und zu polieren.',
  ],
  'cobble-derby': [
    'Kopfstein-Derby',
    'Schlichter Schnürschuh auf Gummisohle',
    'Offene Schnürung, runde Spitze, nichts zu beweisen. Pflanzlich gegerbtes Leder auf einem Korkfußbett, das binnen einer Woche die Form Ihres Fußes annimmt; genäht, nicht geklebt, also kann ihn jeder Schuster richten. Schuhspanner benutzen.',
  ],
  'plaza-flat': [
    'Plaza-Ballerina',
    'Ein flacher Schuh, der in die Handtasche passt',
    'Weiches Veloursleder, gepolsterte Ferse und eine geteilte Sohle, die sich halbieren lässt: der Schuh für nach den anderen Schuhen. Im Baumwollbeutel. Velours mag Bürsten und keinen Regen.',
  ],
  'soiree-pump': [
    'Soirée-Pumps',
    'Neun Zentimeter Mut',
    'Ein spitzer Pumps aus Lackleder mit 9 cm hohem bezogenem Absatz und, unter dem Futter versteckt, einem Streifen Memoryschaum. So ausgewogen, dass das Gewicht auf dem Gewölbe ruht. Bei breiten Füßen eine halbe Größe größer. Feucht abwischen.',
  ],
  'arabesque-slipper': [
    'Arabesken-Schläppchen',
    'Ballettschuh mit gekreuzten Gummis',
    'Ein Ballettschläppchen mit ganzer Sohle aus geschmeidigem Leder, die Gummis sind schon gekreuzt und angenäht, damit es niemand tun muss. Veloursflecken unter Ballen und Ferse greifen, ohne zu quietschen. Straßengröße nehmen. Nach der Stunde lüften.',
  ],
  'terrazza-mule': [
    'Terrazza-Pantolette',
    'Offene Spitze auf Blockabsatz',
    'Hineinschlüpfen, hinausgehen. Ein breiter Lederriemen über einem 5 cm hohen Holzabsatz mit dünner Gummisohle, die das Parkett schont. Das Fußbett ist gepolstert, wo es zählt. Trocken abstauben.',
  ],
  'boardwalk-flip': [
    'Steg-Zehensandale',
    'Naturkautschuk, weicher Riemen',
    'Die einfache Zehensandale, richtig gemacht: gezapfter Naturkautschuk, der nicht nach Benzin riecht, ein gewebter Riemen, der nicht einschneidet, eine Sohle mit Wellenprofil für nasse Fliesen. Schwimmt. Mit dem Schlauch abspritzen.',
  ],
  'rink-figure-skate': [
    'Eiskunstlaufschuh Rink',
    'Für den ersten Axel und den letzten Walzer',
    'Ein stützender Stiefel mit Fleecefutter und vernickelter Kufe, geschliffen und bereit fürs Eis. Gepolsterte Zunge, Haken vom Knöchel aufwärts. Die Kufe nach jedem Mal trocknen und die Schoner aufstecken.',
  ],
  'boulevard-roller-skate': [
    'Boulevard-Rollschuh',
    'Vier Rollen und ein Stopper',
    'Hohe Quads mit Aluminiumplatte, weichen 78A-Rollen für rauen Asphalt und einem verstellbaren Stopper. Der Stiefel ist am Knöchel gepolstert und wird ganz durchgeschnürt. Helm auf; lächeln.',
  ],
  'satchel-daypack': [
    'Satchel-Tagesrucksack',
    '18 Liter, eine gute Tasche',
    'Der Rucksack, nach dem wir heißen, in seiner Alltagsform. Gewachstes Segeltuch hält den Regen ab, ein gepolstertes Fach nimmt einen 15-Zoll-Laptop auf, und die Vordertasche öffnet sich weit genug, um hineinzusehen. Die Riemen sind reparierbar. Feucht abwischen, einmal im Jahr neu wachsen.',
  ],
  'gallery-handbag': [
    'Galerie-Handtasche',
    'Formstabiles Leder mit Rollhenkeln',
    'Eine zweifarbige Handtasche, die auf jeder Bank von selbst steht. Pflanzlich gegerbtes Leder, Rollhenkel mit 14 cm Höhe, ein Reißverschlussfach und eines für die Karte. Sie dunkelt nach, und das soll sie. Trocken halten, zweimal im Jahr wachsen.',
  ],
  'matinee-clutch': [
    'Matinée-Clutch',
    'Handschlaufe, Magnetverschluss',
    'Gerade groß genug für Telefon, Karte und Lippenstift, mit einer Schlaufe, damit man klatschen kann. Weiches genarbtes Leder und ein Magnet, der von selbst schließt. 21 × 12 cm.',
  ],
  'market-coin-purse': [
    'Marktbörse',
    'Bügelverschluss aus Messing',
    'Schnappt mit dem Klang zu, den jede Großmutter kannte. Futter aus Schweinsleder, Messingbügel, Platz für Münzen, Schlüssel und einen gefalteten Schein. Passt in die Hand: 11 × 9 cm. Das Messing darf poliert werden oder altern.',
  ],
  'junction-briefcase': [
    'Knotenpunkt-Aktentasche',
    'Für Papier im Zeitalter der Bildschirme',
    'Eine schmale Tasche aus Zaumleder mit einem Schloss, einem Griff und drei Fächern. Nimmt A4 ohne Falten und einen 14-Zoll-Laptop ohne Drücken. Mit gewachstem Leinengarn genäht. Kommt mit zwei Schlüsseln; verlieren Sie nur einen.',
  ],
  'night-train-case': [
    'Nachtzugkoffer',
    'Kabinentrolley, 38 Liter',
    'Eine Schale aus recyceltem Polycarbonat mit Rillen, die die Kratzer ehrlicher Reisen verbergen. Vier leise Rollen, ein Griff in zwei Höhen, Gurte und ein Trennfach innen. 55 × 38 × 20 cm: Kabinenmaß bei den meisten Fluglinien und in allen Zügen. Rollen austauschbar.',
  ],
  'high-street-tote-duo': [
    'Einkaufsstraßen-Duo',
    'Zwei Taschen wie Papier, die halten',
    'Sie sehen aus wie Papiertüten und tragen wie Segeltuch. Waschbare Kraftfaser mit Baumwollgriffen, eine große und eine kleine, die sich hineinfaltet. Jede trägt 12 kg. Bei 30 °C waschen; bügeln, wer die Falten vermisst.',
  ],
  'cloudburst-umbrella': [
    'Wolkenbruchschirm',
    'Acht Schienen, Griff aus Esche',
    'Ein langer Schirm mit 104 cm Spannweite und Schienen aus Glasfaser, die zurückklappen, statt zu brechen. Der Griff ist aus dampfgebogener Esche, das Tuch dichter Pongee aus alten Flaschen. Offen trocknen; fest rollen.',
  ],
  'commuter-fold-umbrella': [
    'Pendlerschirm',
    'Der Schirm, der in der Tasche bleibt',
    'Faltet sich auf Bananengröße und öffnet weiter, als man denkt. Ein Knopf auf, ein Knopf zu, mit einem Schaft, der einrastet. 290 Gramm. Trocknen lassen, bevor er in die Hülle kommt.',
  ],
};
