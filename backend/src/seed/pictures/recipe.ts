import { createHash } from 'node:crypto';
import { toHex } from './oklab';
import { BACKDROPS, PAINTS, type BackdropName, type PaintName } from './palette';

/** Raise it when the look changes, so that every picture gets a new key and is rendered again. */
const RENDERER = 2;

export const PICTURE_WIDTH = 1600;
export const PICTURE_HEIGHT = 2000;

/** `stand` on the floor, `float` above it, `hang` flat against the wall like a garment. */
export type Pose = 'stand' | 'float' | 'hang';
export type Shot = 'whole' | 'detail';

/** Everything that decides one picture: the same recipe gives the same bytes and the same key. */
export type Recipe = {
  icon: string;
  /** null keeps the colours of the drawing. */
  paint: PaintName | null;
  backdrop: BackdropName;
  pose: Pose;
  shot: Shot;
};

export type Picture = { key: string; width: number; height: number; color: string };

export function describePicture(recipe: Recipe): Picture {
  const parts = [
    recipe.icon,
    JSON.stringify(recipe.paint && PAINTS[recipe.paint]),
    JSON.stringify(BACKDROPS[recipe.backdrop]),
    recipe.pose,
    recipe.shot,
    RENDERER,
  ];
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 10);
  const name = [recipe.icon, recipe.paint ?? recipe.backdrop, recipe.shot === 'detail' ? 'detail' : null, hash];
  return {
    key: `${name.filter(Boolean).join('-')}.jpg`,
    width: PICTURE_WIDTH,
    height: PICTURE_HEIGHT,
    color: toHex(BACKDROPS[recipe.backdrop]),
  };
}
