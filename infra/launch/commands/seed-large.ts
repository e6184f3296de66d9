import { runBackendScript } from '../backend-script.ts';

await runBackendScript('seed:large', process.argv.slice(2));
