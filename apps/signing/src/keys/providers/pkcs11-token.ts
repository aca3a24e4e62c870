import { createHash } from 'node:crypto';
import type { SigningAlgorithm } from '@vanthu/pki';
import type * as Pkcs11Js from 'pkcs11js';
import type { Pkcs11Failure } from './pkcs11-messages.js';

type Js = typeof Pkcs11Js;
type Handle = Pkcs11Js.Handle;

/** Sessions at most: each signature in flight has one of its own. */
const SESSIONS = 8;
const LONGEST_VALUE = 1024;
const SALT = { sha256: 32, sha384: 48, sha512: 64 } as const;

/** PKCS#11 2.40, 5.1: return values by what people have to do about them. */
const FAILURES: Readonly<Record<number, Pkcs11Failure>> = {
  160: 'wrong-pin',
  161: 'wrong-pin',
  162: 'wrong-pin',
  164: 'locked',
  // The key is of another type, or may not sign so: another one than the certificate says.
  99: 'unfit',
  104: 'unfit',
  112: 'unfit',
};

export class TokenFailure extends Error {
  constructor(
    readonly failure: Pkcs11Failure,
    readonly triesLeft: number | null,
    detail: string,
  ) {
    super(detail);
  }
}

/** A token that one person has logged in to. Its module may crash: it runs in a process of its own. */
export class Pkcs11Token {
  private readonly idle: Handle[] = [];
  private readonly waiting: ((session: Handle) => void)[] = [];
  private opened = 0;

  private constructor(
    private readonly js: Js,
    private readonly module: Pkcs11Js.PKCS11,
    private readonly slot: Handle,
    private readonly key: Handle,
  ) {}

  /** @throws TokenFailure */
  static open(js: Js, file: string, label: string, keyId: string, pin: string): Pkcs11Token {
    const module = new js.PKCS11();
    try {
      module.load(file);
      // C_SignAsync works in threads: without this flag the process crashes (several modules, SoftHSM among them).
      module.C_Initialize({ flags: js.CKF_OS_LOCKING_OK });
    } catch (error) {
      throw new TokenFailure('not-configured', null, (error as Error).message);
    }
    const slot = module.C_GetSlotList(true).find((one) => module.C_GetTokenInfo(one).label.trim() === label);
    if (!slot) throw new TokenFailure('gone', null, 'no such token');
    const session = told(() => module.C_OpenSession(slot, js.CKF_SERIAL_SESSION));
    const flags = module.C_GetTokenInfo(slot).flags;
    if (flags & js.CKF_USER_PIN_LOCKED) throw new TokenFailure('locked', 0, 'the PIN is locked');
    told(
      () => module.C_Login(session, js.CKU_USER, pin),
      () => triesLeft(js, module.C_GetTokenInfo(slot).flags),
    );
    const key = told(() => findKey(js, module, session, keyId));
    if (!key) throw new TokenFailure('unfit', null, 'no such key on the token');
    const token = new Pkcs11Token(js, module, slot, key);
    token.idle.push(session);
    token.opened = 1;
    return token;
  }

  /** @throws TokenFailure */
  async sign(toBeSigned: Uint8Array, algorithm: SigningAlgorithm): Promise<Uint8Array> {
    const session = await this.session();
    try {
      const { mechanism, data } = mechanismOf(this.js, toBeSigned, algorithm);
      this.module.C_SignInit(session, mechanism, this.key);
      return await this.module.C_SignAsync(session, data, Buffer.alloc(LONGEST_VALUE));
    } catch (error) {
      throw failureOf(error, null);
    } finally {
      const next = this.waiting.shift();
      if (next) next(session);
      else this.idle.push(session);
    }
  }

  private async session(): Promise<Handle> {
    const idle = this.idle.pop();
    if (idle) return idle;
    if (this.opened < SESSIONS) {
      this.opened += 1;
      return told(() => this.module.C_OpenSession(this.slot, this.js.CKF_SERIAL_SESSION));
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

function findKey(js: Js, module: Pkcs11Js.PKCS11, session: Handle, keyId: string): Handle | null {
  module.C_FindObjectsInit(session, [
    { type: js.CKA_CLASS, value: js.CKO_PRIVATE_KEY },
    { type: js.CKA_ID, value: Buffer.from(keyId, 'hex') },
  ]);
  const found = module.C_FindObjects(session);
  module.C_FindObjectsFinal(session);
  return found;
}

function mechanismOf(js: Js, toBeSigned: Uint8Array, { scheme, digest }: SigningAlgorithm) {
  const data = Buffer.from(toBeSigned);
  switch (scheme) {
    case 'ecdsa':
      return { mechanism: { mechanism: js.CKM_ECDSA }, data: createHash(digest).update(data).digest() };
    case 'rsa-pss': {
      const hashAlg = { sha256: js.CKM_SHA256, sha384: js.CKM_SHA384, sha512: js.CKM_SHA512 }[digest];
      const mgf = { sha256: js.CKG_MGF1_SHA256, sha384: js.CKG_MGF1_SHA384, sha512: js.CKG_MGF1_SHA512 }[digest];
      const mechanism = {
        sha256: js.CKM_SHA256_RSA_PKCS_PSS,
        sha384: js.CKM_SHA384_RSA_PKCS_PSS,
        sha512: js.CKM_SHA512_RSA_PKCS_PSS,
      }[digest];
      const parameter = { type: js.CK_PARAMS_RSA_PSS, hashAlg, mgf, saltLen: SALT[digest] };
      return { mechanism: { mechanism, parameter }, data };
    }
    case 'rsa-pkcs1': {
      const mechanism = {
        sha256: js.CKM_SHA256_RSA_PKCS,
        sha384: js.CKM_SHA384_RSA_PKCS,
        sha512: js.CKM_SHA512_RSA_PKCS,
      }[digest];
      return { mechanism: { mechanism }, data };
    }
  }
}

/** What the token says of itself after a wrong PIN (PKCS#11 2.40, CK_TOKEN_INFO); most do not count aloud. */
function triesLeft(js: Js, flags: number): number | null {
  if (flags & js.CKF_USER_PIN_LOCKED) return 0;
  return flags & js.CKF_USER_PIN_FINAL_TRY ? 1 : null;
}

function told<T>(act: () => T, tries: () => number | null = () => null): T {
  try {
    return act();
  } catch (error) {
    throw failureOf(error, tries);
  }
}

function failureOf(error: unknown, tries: (() => number | null) | null): TokenFailure {
  if (error instanceof TokenFailure) return error;
  const { code, message } = error as { code?: unknown; message: string };
  const failure = (typeof code === 'number' && FAILURES[code]) || 'gone';
  return new TokenFailure(failure, failure === 'wrong-pin' && tries ? tries() : null, message);
}
