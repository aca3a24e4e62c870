import { strFromU8, unzipSync } from 'fflate';
import { type ReadingRefusal, refuse } from '../refusal.js';
import { parseXml, type XmlNode } from './xml.js';

/** Of everything in the archive, unpacked: pictures of a long document, not a bomb. */
const maxUnpackedBytes = 512 * 1_048_576;
const maxRelationshipBytes = 4 * 1_048_576;
/** Followed by a reader's click only, or not at all; any other target outside is fetched while printing. */
const harmless = /\/(hyperlink|attachedTemplate)$/;
/** Fields that bring in what lies elsewhere (ISO/IEC 29500-1 17.16.5). */
const fetching =
  /(<w:instrText[^>]*>|\sw:instr\s*=\s*["'])\s*(INCLUDEPICTURE|INCLUDETEXT|LINK|DDE|DDEAUTO|IMPORT|DATABASE)\b/i;

/**
 * Whether a DOCX that was opened may be handed to a program that prints it: nothing in it is fetched from elsewhere (a server could
 * be made to ask addresses of its own network), and all its parts together stay within a limit. Null: it may.
 */
export function printingRefusal(bytes: Uint8Array, opened: ReadonlyMap<string, string>): ReadingRefusal | null {
  if (fetching.test(opened.get('word/document.xml') ?? '')) return refuse('PAGES.FETCHES');
  let [unpacked, relationships] = [0, 0];
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      unpacked += originalSize;
      if (!/(^|\/)_rels\/[^/]+\.rels$/.test(name)) return false;
      relationships += originalSize;
      return relationships <= maxRelationshipBytes;
    },
  });
  if (unpacked > maxUnpackedBytes || relationships > maxRelationshipBytes) return refuse('PAGES.TOO_LARGE');
  for (const part of Object.values(parts)) {
    const root = plainXml(strFromU8(part));
    if (root === null) return refuse('PAGES.DAMAGED');
    if (reachesOutside(root)) return refuse('PAGES.FETCHES');
  }
  return null;
}

/** In another encoding, or with types of its own declared, whoever prints it could read what does not stand here; null: so it is. */
function plainXml(text: string): XmlNode | null {
  const encoding = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']*)/.exec(text)?.[1] ?? 'utf-8';
  return /^utf-?8$/i.test(encoding) && !/<!DOCTYPE/i.test(text) ? parseXml(text) : null;
}

/** ISO/IEC 29500-2 9.3: a relationship names its type and whether its target is inside. */
const reachesOutside = ({ name, attributes, children }: XmlNode): boolean =>
  (/(^|:)Relationship$/.test(name) &&
    /^\s*External\s*$/i.test(attributes.TargetMode ?? '') &&
    !harmless.test(attributes.Type ?? '')) ||
  children.some(reachesOutside);
