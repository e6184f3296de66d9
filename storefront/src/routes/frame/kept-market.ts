import { recall, remember } from '$lib/offline/remember';

const KEY = 'satchel:market-kept';

/** The visitor has decided which market to be in: nothing is suggested any more. */
export const keepMarket = (): void => remember(KEY, '1');

export const isMarketKept = (): boolean => recall(KEY) !== null;
