import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/checkout.mjs';
import './lib/typescript-hook.mjs';

/** npm run samples: writes docs/samples anew, a document of each of the 29 kinds of Decree 30. */

const folder = join(root, 'docs/samples');
const { writeSamples } = await import(pathToFileURL(join(root, 'libs/decree30/test/write-samples.ts')).href);
console.log(`✓ ${await writeSamples(folder)} văn bản trong ${folder}`);
