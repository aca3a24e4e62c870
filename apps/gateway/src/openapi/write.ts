import { writeFile } from 'node:fs/promises';
import { openApiDocument } from './openapi-document.js';

/** Writes the document from which the client of the web is generated: `node dist/openapi/write.js <file>`. */
const [, , target = new URL('../../../web/openapi.json', import.meta.url)] = process.argv;
await writeFile(target, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
