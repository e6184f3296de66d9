import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const medusa = realpathSync(path.join(import.meta.dirname, '../../node_modules/@medusajs/medusa'));

const own = namesIn(import.meta.dirname, 'migrations');
const core = namesIn(path.dirname(medusa), 'dist/migrations');

function namesIn(modules: string, folder: string): string[] {
  return readdirSync(modules)
    .map((module) => path.join(modules, module, folder))
    .filter((place) => existsSync(place))
    .flatMap((place) => readdirSync(place).filter((file) => /^Migration\w+\.(ts|js)$/.test(file)))
    .map((file) => path.parse(file).name);
}

// Medusa notes the migrations of all modules in one table, by name alone: the second of two namesakes would never run.
it('gives every migration a name that no other module uses', () => {
  expect(own.length).toBeGreaterThan(1);
  expect(core.length).toBeGreaterThan(50);
  expect(own.filter((name, index) => own.indexOf(name) !== index || core.includes(name))).toEqual([]);
});
