import { type Certificate, digestOf, type SigningAlgorithm } from '@vanthu/pki';
import {
  type Authorised,
  type Credential,
  CscClient,
  CscFailure,
  type CscServer,
  type Hashes,
  type Unconfirmed,
} from './csc-client.js';
import { type KeyProblem, KeyUnreachable, keyElsewhere, keyProblem, type OpenedKey } from './opened-key.js';

/** Signatures that are asked for within so long go in one request. */
const GATHER_MS = 10;

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

/**
 * Opens a credential of a remote service (Cloud Signature Consortium API v2). The service keeps key and counts tries; its owner
 * confirms as that service asks, with the PIN and perhaps on the phone.
 */
export async function openCsc(
  server: CscServer,
  credentialId: string,
  pin: string,
  chain: readonly Certificate[],
  signatures: number,
): Promise<OpenedKey | KeyProblem> {
  const client = new CscClient(server);
  try {
    const credential = await client.credential(credentialId);
    const problem = credentialProblem(credential, chain[0]);
    if (problem) return problem;
    const key = new RemoteCredential(client, credentialId, credential, pin);
    // A wrong PIN is told now, where the service does not bind the authorisation to hashes that are not there yet.
    const pinProven = credential.SCAL === '1';
    if (pinProven) await key.authorize(Math.min(signatures, credential.multisign), null);
    return {
      kind: 'opened-key',
      key: keyElsewhere(chain, (toBeSigned, algorithm) => key.sign(toBeSigned, algorithm), canOf(credential)),
      pinProven,
      close: async () => key.close(),
    };
  } catch (error) {
    if (!(error instanceof CscFailure)) throw error;
    return WRONG_PIN.has(error.word)
      ? keyProblem('wrong-pin', 'sai mã PIN')
      : keyProblem('unreachable', wordsFor(error));
  }
}

function credentialProblem({ key, cert }: Credential, certificate: Certificate | undefined): KeyProblem | null {
  if (key.status !== 'enabled') return keyProblem('unfit', 'khóa đã bị khóa ở dịch vụ ký');
  const [leaf] = cert.certificates ?? [];
  const isSame = leaf !== undefined && certificate && Buffer.from(leaf, 'base64').equals(Buffer.from(certificate.der));
  return isSame ? null : keyProblem('unfit', 'dịch vụ ký có chứng thư khác');
}

const wordsFor = ({ word }: CscFailure): string =>
  word === 'not_confirmed' ? 'chưa có xác nhận trên điện thoại' : `dịch vụ ký trả lời “${word}”`;

const unreachableFor = (failure: CscFailure): KeyUnreachable =>
  new KeyUnreachable(wordsFor(failure), { cause: failure, isWrongPin: WRONG_PIN.has(failure.word) });

interface Waiting {
  readonly hash: Uint8Array;
  readonly algorithm: SigningAlgorithm;
  resolve(value: Uint8Array): void;
  reject(error: unknown): void;
}

/** Gathers what is to be signed at about the same time, and keeps within what was authorised. */
class RemoteCredential {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private given: { authorisation: Authorised | Unconfirmed; left: number } | null = null;
  private turn: Promise<void> = Promise.resolve();
  private closed: string | null = null;

  constructor(
    private readonly client: CscClient,
    private readonly credentialId: string,
    private readonly credential: Credential,
    /** As long as the activation: the service asks for it with each authorisation. */
    private pin: string,
  ) {}

  sign(toBeSigned: Uint8Array, algorithm: SigningAlgorithm): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ hash: digestOf(algorithm.digest, toBeSigned), algorithm, resolve, reject });
      if (this.waiting.length >= this.credential.multisign) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
    });
  }

  async authorize(count: number, bound: Hashes | null): Promise<void> {
    const authorisation = await this.client.authorize(this.credentialId, count, this.pin, bound);
    this.given = { authorisation, left: count };
  }

  /** With a phone it may take its owner a minute: not the opening waits for that, the signatures do. */
  private async activationData(count: number): Promise<string> {
    const { given } = this;
    if (!given) throw new KeyUnreachable('khóa đã đóng');
    if ('handle' in given.authorisation) given.authorisation = await this.client.confirmed(given.authorisation);
    given.left -= count;
    return given.authorisation.sad;
  }

  private isSpent(count: number): boolean {
    const { given } = this;
    if (given === null || given.left < count) return true;
    return 'sad' in given.authorisation && given.authorisation.expiresAtMs <= Date.now();
  }

  close(): void {
    this.closed ??= 'khóa đã đóng';
    this.pin = '';
    this.given = null;
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

  private async signBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      if (this.closed !== null) throw new KeyUnreachable(this.closed);
      const values = await this.ask(batch);
      batch.forEach((one, i) => void one.resolve(values[i] as Uint8Array));
    } catch (error) {
      const told = error instanceof CscFailure ? unreachableFor(error) : error;
      // Nothing is tried again by itself: after a no the owner opens the key anew.
      this.closed ??= told instanceof KeyUnreachable ? told.why : 'dịch vụ ký không trả lời';
      for (const one of batch) one.reject(told);
    }
  }

  private async ask(batch: readonly Waiting[]): Promise<readonly Uint8Array[]> {
    const { scheme, digest } = (batch[0] as Waiting).algorithm;
    const signAlgo = SIGN_OIDS[`${scheme} ${digest}`];
    if (signAlgo === undefined) throw new KeyUnreachable('dịch vụ ký không dùng thuật toán này');
    const hashes = {
      hashes: batch.map(({ hash }) => Buffer.from(hash).toString('base64')),
      hashAlgorithmOID: HASH_OIDS[digest],
    };
    const isBound = this.credential.SCAL === '2';
    if (isBound || this.isSpent(batch.length)) await this.authorize(batch.length, isBound ? hashes : null);
    const sad = await this.activationData(batch.length);
    const parameters = scheme === 'rsa-pss' ? { signAlgoParams: PSS_PARAMETERS } : {};
    return this.client.signHash(this.credentialId, sad, hashes, { signAlgo, ...parameters });
  }
}
