/** A colour as OKLCH: lightness 0–1, chroma 0–0.3, hue in degrees. */
export type Oklch = { l: number; c: number; h: number };

/** What a product can be dyed in. The key is part of file names, so renaming one renders again. */
export const PAINTS = {
  moss: { l: 0.6, c: 0.12, h: 130 },
  forest: { l: 0.45, c: 0.09, h: 155 },
  sage: { l: 0.74, c: 0.06, h: 145 },
  lagoon: { l: 0.66, c: 0.11, h: 198 },
  sky: { l: 0.76, c: 0.1, h: 232 },
  ocean: { l: 0.52, c: 0.14, h: 255 },
  midnight: { l: 0.33, c: 0.07, h: 268 },
  lilac: { l: 0.72, c: 0.11, h: 305 },
  plum: { l: 0.42, c: 0.13, h: 338 },
  rose: { l: 0.76, c: 0.11, h: 5 },
  cherry: { l: 0.55, c: 0.2, h: 20 },
  coral: { l: 0.72, c: 0.15, h: 35 },
  rust: { l: 0.54, c: 0.13, h: 45 },
  cocoa: { l: 0.42, c: 0.06, h: 50 },
  honey: { l: 0.77, c: 0.14, h: 78 },
  butter: { l: 0.88, c: 0.1, h: 92 },
  sand: { l: 0.8, c: 0.05, h: 80 },
  chalk: { l: 0.93, c: 0.012, h: 85 },
  slate: { l: 0.55, c: 0.025, h: 250 },
  ink: { l: 0.32, c: 0.02, h: 280 },
} as const satisfies Record<string, Oklch>;

/** The paper behind the object: a soft wall that curves into the floor. */
export const BACKDROPS = {
  linen: { l: 0.925, c: 0.018, h: 80 },
  oat: { l: 0.9, c: 0.03, h: 75 },
  peach: { l: 0.895, c: 0.05, h: 50 },
  blush: { l: 0.895, c: 0.045, h: 15 },
  lavender: { l: 0.895, c: 0.04, h: 305 },
  mist: { l: 0.905, c: 0.028, h: 240 },
  ice: { l: 0.915, c: 0.03, h: 215 },
  mint: { l: 0.91, c: 0.04, h: 165 },
  pistachio: { l: 0.915, c: 0.05, h: 125 },
  lemon: { l: 0.935, c: 0.055, h: 98 },
  pearl: { l: 0.92, c: 0.006, h: 280 },
} as const satisfies Record<string, Oklch>;

export type PaintName = keyof typeof PAINTS;
export type BackdropName = keyof typeof BACKDROPS;

/** Sets off each dye: close in tone, never the same. */
export const BACKDROP_OF: Record<PaintName, BackdropName> = {
  moss: 'pistachio',
  forest: 'mint',
  sage: 'linen',
  lagoon: 'ice',
  sky: 'mist',
  ocean: 'ice',
  midnight: 'mist',
  lilac: 'lavender',
  plum: 'blush',
  rose: 'linen',
  cherry: 'blush',
  coral: 'peach',
  rust: 'oat',
  cocoa: 'oat',
  honey: 'lemon',
  butter: 'linen',
  sand: 'peach',
  chalk: 'mist',
  slate: 'pearl',
  ink: 'pearl',
};
