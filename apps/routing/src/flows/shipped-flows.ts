import { readdirSync, readFileSync } from 'node:fs';
import { routing } from '@vanthu/contracts';
import { usualDraftFlow } from '@vanthu/decree30';

const folder = new URL('../../flows/', import.meta.url);

const read = (name: string): routing.FlowDefinition =>
  routing.FlowDefinition.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The flows of the folder `flows`, read once at start; a file that is no flow keeps the service from starting. */
export const shippedFlows = {
  /** What incoming documents of an agency run on before it has activated one of its own; of drafts `usualDraftFlow`. */
  usual: read('den-thuong.json'),
  all: [...files.sort().map(read), routing.FlowDefinition.parse(usualDraftFlow)],
};
