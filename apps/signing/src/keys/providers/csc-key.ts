import { type Certificate, digestOf, type SigningAlgorithm } from '@vanthu/pki';
import { type Authorised, type Credential, type CscClient, CscFailure, type Hashes } from './csc-client.js';
import type { Consent } from './csc-consent.js';
import { type KeyProblem, KeyUnreachable, keyElsewhere, keyProblem, type OpenedKey } from './opened-key.js';

/** Signatures that are asked for within so long go in one request; a person is asked when none has come for so long. */
const GATHER_MS = 10;
const GATHER_BY_HAND_MS = 1_500;

const HASH_OIDS = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;

/** RFC 4055, RFC 5758. */
const SIGN_OIDS: Readonly<Record<string, string>> = {
  'rsa-pkcs1 sha256': '1.2.840.113549.1.1.11',
  'rsa-pkcs1 sha384': '1.2.840.113549.1.1.12',
  'rsa-pss sha256': '1.2.840.113549.1.1.10',
  'ecdsa sha256': '1.2.840.10045.4.3.2',
  'ecdsa sha384': '1.2.840.10045.4.3.3',
};
/** `rsaEncryption` of a key that signs with PKCS#1 v1.5 and any digest. */
const RSA_OID = '1.2.840.113549.1.1.1';
/** RSASSA-PSS-params: SHA-256, MGF1 with SHA-256, a salt of 32 bytes (RFC 4055 3.1), DER in base64: CSC v2 11.10 signAlgoParams. */
const PSS_PARAMETERS = 'MDSgDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEFAKIDAgEg';

/** What the credential says that its key does; one that says nothing we know is taken at the word of its certificate. */
function canOf({ key }: Credential): (algorithm: SigningAlgorithm) => boolean {
  const known = new Set([...Object.values(SIGN_OIDS), RSA_OID]);
  const told = new Set(key.algo.filter((oid) => known.has(oid)));
  return ({ scheme, digest }) => {
    const oid = SIGN_OIDS[`${scheme} ${digest}`];
    if (oid === undefined) return false;
    return told.size === 0 ? scheme !== 'rsa-pss' : told.has(oid) || (scheme === 'rsa-pkcs1' && told.has(RSA_OID));
  };
}

const WRONG_PIN: ReadonlySet<string> = new Set(['invalid_pin', 'invalid_authdata', 'invalid_auth_data']);

/** A credential of a remote service, and how its owner allows signatures. */
export interface RemoteKey {
  readonly client: CscClient;
  readonly credentialId: string;
  readonly consent: Consent;
  /** `auth.mode` that it must have, as it was connected. */
  readonly mode: 'explicit' | 'oauth2code';
}

/**
 * Opens a credential of a remote service (Cloud Signature Consortium API v2). The service keeps key and counts tries; its owner
 * confirms as that service asks: with the PIN, on the phone, in its page.
 */
export async function openCsc(
  remote: RemoteKey,
  chain: readonly Certificate[],
  signatures: number,
): Promise<OpenedKey | KeyProblem> {
  try {
    const credential = await remote.client.credential(remote.credentialId);
    const problem = credentialProblem(credential, chain[0], remote.mode);
    if (problem) return problem;
    const key = new RemoteCredential(remote, credential, signatures);
    // A wrong PIN is told now, where the service does not bind the authorisation to hashes that are not there yet.
    const isFree = credential.SCAL === '1';
    if (isFree) await key.authorize(1, null);
    return {
      kind: 'opened-key',
      key: keyElsewhere(chain, (toBeSigned, algorithm) => key.sign(toBeSigned, algorithm), canOf(credential)),
      pinProven: isFree || remote.consent.isByHand,
      awaitsOwner: () => key.awaitsOwner,
      close: async () => key.close(),
    };
  } catch (error) {
    if (!(error instanceof CscFailure)) throw error;
    return WRONG_PIN.has(error.word)
      ? keyProblem('wrong-pin', 'sai mã PIN')
      : keyProblem('unreachable', wordsFor(error));
  }
}

function credentialProblem(
  { key, cert, auth }: Credential,
  certificate: Certificate | undefined,
  mode: RemoteKey['mode'],
): KeyProblem | null {
  if (key.status !== 'enabled') return keyProblem('unfit', 'khóa đã bị khóa ở dịch vụ ký');
  // `implicit` is an affair of the service; of the two that ask through us it must be the one that was connected.
  const isOther = auth !== undefined && ['explicit', 'oauth2code'].includes(auth.mode) && auth.mode !== mode;
  if (isOther) return keyProblem('unfit', 'dịch vụ ký xác nhận chủ khóa theo cách khác');
  const [leaf] = cert.certificates ?? [];
  const isSame = leaf !== undefined && certificate && Buffer.from(leaf, 'base64').equals(Buffer.from(certificate.der));
  return isSame ? null : keyProblem('unfit', 'dịch vụ ký có chứng thư khác');
}

/** In place of the service's own words, which are for programs. */
const WORDS: Readonly<Record<string, string>> = {
  not_confirmed: 'chưa có xác nhận của chủ khóa ở dịch vụ ký',
  access_denied: 'chủ khóa đã từ chối ở trang của dịch vụ ký',
  other_credential: 'dịch vụ ký cho phép dùng một khóa khác',
  other_scope: 'dịch vụ ký không cho phép dùng khóa',
  fewer_signatures: 'dịch vụ ký cho phép ít chữ ký hơn số đã xin',
  invalid_grant: 'dịch vụ ký không nhận mã xác nhận này (đã dùng hoặc quá hạn)',
  unreachable: 'dịch vụ ký không trả lời',
  malformed: 'dịch vụ ký trả lời không đúng quy định',
};

export const wordsFor = ({ word }: CscFailure): string => WORDS[word] ?? `dịch vụ ký trả lời “${word}”`;

const unreachableFor = (failure: CscFailure): KeyUnreachable =>
  new KeyUnreachable(wordsFor(failure), { cause: failure, isWrongPin: WRONG_PIN.has(failure.word) });

interface Waiting {
  readonly hash: Uint8Array;
  readonly algorithm: SigningAlgorithm;
  resolve(value: Uint8Array): void;
  reject(error: unknown): void;
}

/** What the owner was asked for: how many of it are left, and, once it is confirmed, the right itself. */
interface Given {
  readonly wait: () => Promise<Authorised>;
  left: number;
  right: Authorised | null;
}

/** Gathers what is to be signed at about the same time, and keeps within what was authorised. */
class RemoteCredential {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private given: Given | null = null;
  private turn: Promise<void> = Promise.resolve();
  /** Why: whoever comes later is told the same, a wrong PIN too. */
  private closed: KeyUnreachable | null = null;
  private asking = 0;
  private signed = 0;

  /** @param expected  signatures for which it was opened; attachments may make it more */
  constructor(
    private readonly remote: RemoteKey,
    private readonly credential: Credential,
    private readonly expected: number,
  ) {}

  /** What is to be signed waits for a person, not for a machine. */
  get awaitsOwner(): boolean {
    return this.asking > 0 || (this.remote.consent.isByHand && this.waiting.length > 0);
  }

  sign(toBeSigned: Uint8Array, algorithm: SigningAlgorithm): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ hash: digestOf(algorithm.digest, toBeSigned), algorithm, resolve, reject });
      if (this.waiting.length >= this.most(1)) this.flush();
      else this.gather();
    });
  }

  /** Asks for what is still to be signed, as far as the service allows at once, or for the hashes that are there. */
  async authorize(least: number, bound: Hashes | null): Promise<void> {
    this.drop();
    const count = bound?.hashes.length ?? this.most(least);
    this.given = { wait: await this.remote.consent.ask(count, bound), left: count, right: null };
  }

  close(): void {
    this.closed ??= new KeyUnreachable('khóa đã đóng');
    clearTimeout(this.timer);
    this.remote.consent.close();
    this.drop();
    this.flush();
  }

  private most(least: number): number {
    return Math.min(Math.max(this.expected - this.signed, least), this.credential.multisign);
  }

  private gather(): void {
    const isPatient = this.remote.consent.isByHand && this.credential.SCAL === '2';
    if (isPatient) clearTimeout(this.timer);
    else if (this.timer) return;
    this.timer = setTimeout(() => this.flush(), isPatient ? GATHER_BY_HAND_MS : GATHER_MS);
  }

  /** With a phone it may take its owner a minute: not the opening waits for that, the signatures do. */
  private async right(): Promise<Authorised> {
    const { given } = this;
    if (!given) throw new KeyUnreachable('khóa đã đóng');
    this.asking += 1;
    try {
      given.right ??= await given.wait();
      return given.right;
    } finally {
      this.asking -= 1;
    }
  }

  private get isSpent(): boolean {
    const { given } = this;
    if (given === null || given.left < 1) return true;
    return given.right !== null && given.right.expiresAtMs <= Date.now();
  }

  private drop(): void {
    const { given } = this;
    const { consent } = this.remote;
    this.given = null;
    if (given?.right) consent.drop(given.right);
    // Confirmed and never used, or confirmed just now: taken back all the same. A PIN leaves nothing to take back.
    else if (given && consent.isByHand)
      void given.wait().then(
        (right) => consent.drop(right),
        () => {},
      );
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const all = this.waiting;
    this.waiting = [];
    // One algorithm a request; a key has one in practice.
    const nameOf = ({ algorithm }: Waiting) => `${algorithm.scheme} ${algorithm.digest}`;
    for (const name of new Set(all.map(nameOf))) {
      const group = all.filter((one) => nameOf(one) === name);
      for (let i = 0; i < group.length; i += this.credential.multisign) {
        const batch = group.slice(i, i + this.credential.multisign);
        this.turn = this.turn.then(() => this.signBatch(batch));
      }
    }
  }

  /** Within what was authorised: the rest is asked for when that is used up. */
  private async signBatch(batch: readonly Waiting[]): Promise<void> {
    let rest = batch;
    try {
      while (rest.length > 0) {
        if (this.closed) throw this.closed;
        const part = await this.partOf(rest);
        const values = await this.ask(part);
        part.forEach((one, i) => void one.resolve(values[i] as Uint8Array));
        rest = rest.slice(part.length);
      }
    } catch (error) {
      const told = error instanceof CscFailure ? unreachableFor(error) : error;
      // Nothing is tried again by itself: after a no the owner opens the key anew.
      this.closed ??= told instanceof KeyUnreachable ? told : new KeyUnreachable('dịch vụ ký không trả lời');
      for (const one of rest) one.reject(told);
    }
  }

  private async partOf(rest: readonly Waiting[]): Promise<readonly Waiting[]> {
    if (this.credential.SCAL === '2') {
      await this.authorize(rest.length, hashesOf(rest));
      return rest;
    }
    if (this.isSpent) await this.authorize(rest.length, null);
    return rest.slice(0, this.given?.left ?? 0);
  }

  private async ask(batch: readonly Waiting[]): Promise<readonly Uint8Array[]> {
    const { scheme, digest } = (batch[0] as Waiting).algorithm;
    const signAlgo = SIGN_OIDS[`${scheme} ${digest}`];
    if (signAlgo === undefined) throw new KeyUnreachable('dịch vụ ký không dùng thuật toán này');
    const right = await this.right();
    if (this.closed) throw this.closed;
    if (this.given) this.given.left -= batch.length;
    const parameters = scheme === 'rsa-pss' ? { signAlgoParams: PSS_PARAMETERS } : {};
    const { client, credentialId } = this.remote;
    const values = await client.signHash(credentialId, right, hashesOf(batch), { signAlgo, ...parameters });
    this.signed += batch.length;
    return values;
  }
}

const hashesOf = (batch: readonly Waiting[]): Hashes => ({
  hashes: batch.map(({ hash }) => Buffer.from(hash).toString('base64')),
  hashAlgorithmOID: HASH_OIDS[(batch[0] as Waiting).algorithm.digest],
});
