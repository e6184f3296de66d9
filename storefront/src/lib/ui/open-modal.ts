/** Selects what lies over the page at the moment and keeps everything else from being used (`modal.ts`, which the first page does without). */
export const OPEN_MODAL = '.veil:popover-open';
