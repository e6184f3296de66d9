import { describe, expect, it } from 'vitest';
import { REGRESSIONS } from './regressions.js';
import { World } from './world.js';

describe('a history that once broke a promise', () => {
  it.each(REGRESSIONS)('$name', async ({ seed, setting }) => {
    await expect(new World({ seed }).run(setting)).resolves.toBeUndefined();
  });
});
