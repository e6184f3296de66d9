import { reportSearch } from './report';

/** Nobody pauses longer in the middle of a word. */
const SETTLED_MS = 1_500;

/** What the page has told last: a search that goes on on the page of results is still one. Only pages settle, never the server. */
let told = '';

/** Tells the shop of a search when it has come to rest: not of its letters. */
export function createReporter(catalog: string) {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(text: string, results: number): void {
    clearTimeout(timer);
    if (text === told) return;
    told = text;
    reportSearch({ text, catalog, results });
  }

  return {
    settle(text: string, results: number): void {
      clearTimeout(timer);
      timer = setTimeout(tell, SETTLED_MS, text, results);
    },
    /** Somebody goes to a product from what was found. */
    open(text: string, results: number, productId: string): void {
      tell(text, results);
      reportSearch({ text, catalog, results, opened: productId });
    },
    stop: (): void => clearTimeout(timer),
  };
}
