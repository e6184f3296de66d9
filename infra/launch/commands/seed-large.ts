import { runBackendScript } from '../backend-script.ts';

const HELP = `npm run seed:large -- N

Makes N plausible products beside the demo shop, for scale work. Goes on where an earlier run stopped.
`;

await runBackendScript('seed:large', process.argv.slice(2), HELP);
