/** Files of builds, by address. Shared by all generations: most files stay the same from one build to the next. */
export const FILES = 'satchel-files';

/** Product pictures, bounded. */
export const PICTURES = 'satchel-pictures';
