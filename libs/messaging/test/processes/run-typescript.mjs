import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

// usage: node run-typescript.mjs script.ts
register('./typescript-hooks.mjs', import.meta.url);
await import(pathToFileURL(process.argv[2]).href);
