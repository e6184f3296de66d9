import { runBackendScript } from '../backend-script.ts';

const HELP = `npm run seed

Fills the demo shop, beside a running shop or by itself. What is there already is left as it is.
`;

await runBackendScript('seed', process.argv.slice(2), HELP);
