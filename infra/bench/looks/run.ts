import { fileURLToPath } from 'node:url';
import { takeScreenshots } from './take.ts';

const [shop = '', ...only] = process.argv.slice(2);

const failed = await takeScreenshots({
  shop: shop.replace(/\/$/, ''),
  folder: fileURLToPath(new URL('../../../screenshots/', import.meta.url)),
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  only,
  say: (line) => process.stdout.write(`${line}\n`),
});
process.exitCode = failed === 0 ? 0 : 1;
