import type { Certificate } from '../x509/certificate.js';
import type { GeneralName } from '../x509/general-name.js';
import { attributeTypes, type Name } from '../x509/name.js';

/** Thousands of names under thousands of subtrees are an attack on the judge. */
const maxComparisons = 1_000_000;

/**
 * Name constraints gathered on the way down (RFC 5280 6.1.4 (g)). The intersection of permitted subtrees is kept as the
 * list of all sets: a name is inside when every set that speaks of its form lets it in.
 */
export class NameConstraintState {
  private readonly permitted: (readonly GeneralName[])[] = [];
  private readonly excluded: GeneralName[] = [];

  add({ nameConstraints }: Certificate): void {
    if (nameConstraints === undefined) return;
    if (nameConstraints.permitted.length > 0) this.permitted.push(nameConstraints.permitted);
    for (const subtree of nameConstraints.excluded) this.excluded.push(subtree);
  }

  /** The first name of the certificate that is not allowed, as a word; undefined when all are (6.1.3 (b), (c)). */
  forbidden(certificate: Certificate): GeneralName['kind'] | undefined {
    if (this.permitted.length === 0 && this.excluded.length === 0) return undefined;
    const names = namesOf(certificate);
    const subtrees = this.permitted.reduce((sum, set) => sum + set.length, this.excluded.length);
    if (names.length * subtrees > maxComparisons) return names[0]?.kind;
    return names.find((name) => !this.allows(name))?.kind;
  }

  private allows(name: GeneralName): boolean {
    if (this.excluded.some((subtree) => sameForm(subtree, name) && isWithin(name, subtree, true))) return false;
    return this.permitted.every((set) => {
      const ofThisForm = set.filter((subtree) => sameForm(subtree, name));
      return ofThisForm.length === 0 || ofThisForm.some((subtree) => isWithin(name, subtree, false));
    });
  }
}

/** Subject and alternative names; e-mail attributes count where no alternative name is there (4.2.1.10). */
function namesOf({ subject, alternativeNames }: Certificate): GeneralName[] {
  const names: GeneralName[] = [...alternativeNames];
  if (subject.attributes.length > 0) names.push({ kind: 'directory', name: subject });
  if (alternativeNames.length === 0) {
    for (const { oid, value } of subject.attributes) {
      if (oid === attributeTypes.emailAddress) names.push({ kind: 'email', text: value });
    }
  }
  return names;
}

const sameForm = (left: GeneralName, right: GeneralName): boolean =>
  left.kind === 'other' && right.kind === 'other' ? left.type === right.type : left.kind === right.kind;

/** `doubtful` is the answer for forms we cannot compare: in doubt a name is excluded and not permitted. */
function isWithin(name: GeneralName, subtree: GeneralName, doubtful: boolean): boolean {
  if (name.kind === 'directory' && subtree.kind === 'directory') return isBelow(name.name, subtree.name);
  if (name.kind === 'dns' && subtree.kind === 'dns') return isDnsBelow(name.text, subtree.text);
  if (name.kind === 'email' && subtree.kind === 'email') return isEmailWithin(name.text, subtree.text);
  if (name.kind === 'uri' && subtree.kind === 'uri') return isUriWithin(name.text, subtree.text, doubtful);
  if (name.kind === 'ip' && subtree.kind === 'ip') return isIpWithin(name.bytes, subtree.bytes, doubtful);
  return doubtful;
}

const isBelow = (name: Name, base: Name): boolean =>
  base.relativeKeys.every((relative, index) => name.relativeKeys[index] === relative);

function isDnsBelow(host: string, base: string): boolean {
  const [name, root] = [host.toLowerCase(), base.toLowerCase().replace(/^\./, '')];
  return root === '' || name === root || name.endsWith(`.${root}`);
}

/** A base with a leading dot means the hosts below it, without one the host itself. */
function isHostWithin(host: string, base: string): boolean {
  const [name, root] = [host.toLowerCase(), base.toLowerCase()];
  return root.startsWith('.') ? name.endsWith(root) : name === root;
}

function isEmailWithin(address: string, base: string): boolean {
  const at = address.lastIndexOf('@');
  const [mailbox, host] = [address.slice(0, at), address.slice(at + 1)];
  const baseAt = base.lastIndexOf('@');
  if (baseAt < 0) return isHostWithin(host, base);
  return mailbox === base.slice(0, baseAt) && host.toLowerCase() === base.slice(baseAt + 1).toLowerCase();
}

/** Only a host name can be compared: an address or no authority at all is doubtful (4.2.1.10). */
function isUriWithin(uri: string, base: string, doubtful: boolean): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?([^:/?#[\]]+)/i.exec(uri)?.[1];
  if (host === undefined || /^[\d.]+$/.test(host)) return doubtful;
  return isHostWithin(host, base);
}

/** The base is an address with a mask of the same length. */
function isIpWithin(address: Uint8Array, base: Uint8Array, doubtful: boolean): boolean {
  if (base.length !== 8 && base.length !== 32) return doubtful;
  const half = base.length / 2;
  if (address.length !== half) return false;
  return address.every((byte, index) => {
    const mask = base[half + index] ?? 0;
    return (byte & mask) === ((base[index] ?? 0) & mask);
  });
}
