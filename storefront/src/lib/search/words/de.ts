import { pluralIn } from '../../i18n/plural';
import type { SearchWords } from './en';

const plural = pluralIn('de');

export const de: SearchWords = {
  clear: 'Feld leeren',
  results: 'Ergebnisse',
  products: 'Produkte',
  shelves: 'Regale und Kollektionen',
  shelf: 'Regal',
  collection: 'Kollektion',
  seeAll: (count) => plural(count, { one: 'Das eine Ergebnis ansehen', other: 'Alle # Ergebnisse ansehen' }),
  found: (count) => plural(count, { one: '# Ergebnis', other: '# Ergebnisse' }),
  looking: 'Wird gesucht …',
  notWritten: (looked) => `„${looked}“ steht hier nirgends.`,
  didYouMean: (meant) => `Meinten Sie ${meant}?`,
  recent: 'Zuletzt gesucht',
  recentNote: 'Bleibt auf diesem Gerät und wird nirgendwohin gesendet.',
  forget: (text) => `„${text}“ vergessen`,
  forgetAll: 'Alle vergessen',
  popular: 'Oft gesucht',
  tips: [
    'Stimmt die Schreibweise? Kleine Tippfehler stören nicht, ganz andere Wörter schon.',
    'Weniger Wörter finden mehr: Was gefunden wird, enthält alle davon.',
    'Probieren Sie ein anderes Wort dafür, eine Farbe, ein Material, eine Artikelnummer.',
  ],
  ask: 'Uns danach fragen',
  awayTitle: 'Der Laden ist nicht erreichbar',
  awayText:
    'Der Katalog liegt noch nicht auf diesem Gerät, es gibt also nichts zu durchsuchen. Sobald Empfang da ist, antwortet die Suche.',
  deviceOnly: 'Nur von diesem Gerät. Der Laden ist nicht erreichbar und hat vielleicht mehr.',
  keys: 'Pfeiltasten wählen, Eingabe öffnet, Escape leert und schließt.',
  slash: 'Suche mit der Taste / öffnen',
};
