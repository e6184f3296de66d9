import { runBackendScript } from '../backend-script.ts';

await runBackendScript('import:shopify', process.argv.slice(2));
