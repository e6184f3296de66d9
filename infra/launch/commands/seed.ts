import { runBackendScript } from '../backend-script.ts';

await runBackendScript('seed', process.argv.slice(2));
