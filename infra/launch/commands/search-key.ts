import { runBackendScript } from '../backend-script.ts';

const HELP = `npm run search:key [-- --retire]

Makes a key that can search the products in Meilisearch and nothing else, and prints it. Older keys stay valid until
they are retired.

  --retire   ends all of these keys but the newest, and makes none
`;

await runBackendScript('search:key', process.argv.slice(2), HELP);
