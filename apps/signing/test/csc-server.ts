import { execFileSync } from 'node:child_process';
import { constants, privateEncrypt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Issued } from '@vanthu/testpki';
import { CscAuthorizationServer, type Right } from './csc-authorization-server.js';

interface Credential {
  readonly issued: Issued;
  readonly pin: string;
  readonly multisign: number;
  readonly scal: '1' | '2';
  /** Confirmed by whoever holds the phone, some looks later. */
  readonly asksPhone: boolean;
  /** Signs with RSASSA-PSS alone. */
  readonly pss: boolean;
  /** Confirmed in the page of the service. */
  readonly oauth: boolean;
}
interface Authorisation extends Right {
  looks: number;
}

type Body = Record<string, unknown>;
const SHA256 = '2.16.840.1.101.3.4.2.1';
const PSS = '1.2.840.113549.1.1.10';

class Problem extends Error {
  constructor(
    readonly word: string,
    readonly status = 400,
  ) {
    super(word);
  }
}

/**
 * A remote signing service after the Cloud Signature Consortium's API v2.0.0.2 (11.1 info, 11.4 credentials/list, 11.5
 * credentials/info, 11.6 credentials/authorize, 11.10 signatures/signHash), which can also misbehave.
 */
export class CscServer {
  readonly token = randomUUID();
  /** What it was asked, in order, without secrets. */
  readonly asked: { path: string; hashes: number }[] = [];
  /** Every request as it came in, answered or not. */
  readonly heard: string[] = [];
  misbehaviour: 'none' | 'other-hash' | 'too-few' | 'silent' | 'talks' = 'none';
  /** Its authorization server, where the base of the API names it. */
  readonly oauth = new CscAuthorizationServer();
  /** Whoever asks this waits for that. */
  private held = { path: '', until: Promise.resolve() };
  private readonly credentials = new Map<string, Credential>();
  private readonly authorisations = new Map<string, Authorisation>();
  private readonly server = createServer(async (request, response) => {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part as Uint8Array);
    const path = (request.url ?? '').replace('/csc/v2/', '');
    if (path.startsWith('/oauth2/') || path.startsWith('/.well-known/'))
      return void this.oauth.answer(path, Buffer.concat(parts).toString('utf8'), response);
    if (this.misbehaviour === 'silent' && path === 'signatures/signHash') return void response.destroy();
    const told = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    this.heard.push(path);
    if (path === this.held.path) await this.held.until;
    try {
      const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
      const right = this.oauth.rightOf(bearer);
      if (path !== 'info' && bearer !== this.token && !this.oauth.isService(bearer) && !right)
        throw new Problem('invalid_token', 401);
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Body;
      told(200, this.answer(path, right ? { ...body, SAD: bearer } : body, right));
    } catch (error) {
      const { word, status } = error instanceof Problem ? error : new Problem('server_error', 500);
      told(status, { error: word, error_description: `${path}: ${word}` });
    }
  });

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const base = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.oauth.base = base;
    return `${base}/csc/v2`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** What stands of it in VANTHU_CSC_FILE where its owners confirm in its page. */
  entry(url: string): object {
    const { clientId, clientSecret, redirectUri } = this.oauth;
    return { url, oauth2: { clientId, clientSecret, redirectUri } };
  }

  /** Hangs at this until the answer is called. */
  hang(path = 'credentials/info'): () => void {
    let end: () => void = () => {};
    const until = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.held = { path, until };
    return end;
  }

  add(issued: Issued, pin: string, more: Partial<Credential> = {}): string {
    const id = `credential-${this.credentials.size + 1}`;
    this.credentials.set(id, {
      issued,
      pin,
      multisign: 10,
      scal: '1',
      asksPhone: false,
      pss: false,
      oauth: false,
      ...more,
    });
    return id;
  }

  private answer(path: string, body: Body, right: Right | null): object {
    this.asked.push({ path, hashes: Array.isArray(body.hashes) ? body.hashes.length : 0 });
    switch (path) {
      case 'info':
        return {
          ...{ specs: '2.0.0.2', name: 'Dịch vụ ký thử', methods: ['credentials/list', 'signatures/signHash'] },
          ...this.oauth.named(),
        };
      case 'credentials/list':
        return { credentialIDs: [...this.credentials.keys()] };
      case 'credentials/info':
        return this.info(this.credentialOf(body));
      case 'credentials/authorize':
        return this.authorize(body);
      case 'credentials/authorizeCheck':
        return this.check(String(body.handle));
      case 'signatures/signHash':
        return this.signHash(body, right);
      default:
        throw new Problem('invalid_request', 404);
    }
  }

  private credentialOf({ credentialID }: Body): Credential {
    const found = this.credentials.get(String(credentialID));
    if (!found) throw new Problem('invalid_request');
    return found;
  }

  private info({ issued, multisign, scal, pss, oauth }: Credential): object {
    const isRsa = issued.privateKey.asymmetricKeyType === 'rsa';
    return {
      key: { status: 'enabled', algo: [pss ? PSS : isRsa ? '1.2.840.113549.1.1.11' : '1.2.840.10045.4.3.2'] },
      cert: {
        status: 'valid',
        certificates: issued.chain.map(({ der }) => Buffer.from(der).toString('base64')),
      },
      auth: oauth
        ? { mode: 'oauth2code' }
        : { mode: 'explicit', expression: 'PIN', objects: [{ type: 'Password', id: 'PIN' }] },
      multisign,
      SCAL: scal,
    };
  }

  private authorize(body: Body): object {
    const credential = this.credentialOf(body);
    const pin = (body.authData as { id: string; value: string }[] | undefined)?.find(({ id }) => id === 'PIN');
    if (pin?.value !== credential.pin) throw new Problem('invalid_pin');
    const count = Number(body.numSignatures);
    if (!(count >= 1 && count <= credential.multisign)) throw new Problem('invalid_request');
    const hashes = (body.hashes as string[] | undefined) ?? null;
    if (credential.scal === '2' && hashes?.length !== count) throw new Problem('invalid_request');
    const id = randomUUID();
    this.authorisations.set(id, { credentialID: String(body.credentialID), hashes, left: count, looks: 0 });
    return credential.asksPhone ? { handle: id } : { SAD: id, expiresIn: 600 };
  }

  private check(handle: string): object {
    const found = this.authorisations.get(handle);
    if (!found) throw new Problem('invalid_request');
    found.looks += 1;
    return found.looks > 1 ? { SAD: handle, expiresIn: 600 } : {};
  }

  private signHash(body: Body, right: Right | null): object {
    const credential = this.credentialOf(body);
    const given = right ?? this.authorisations.get(String(body.SAD));
    if (credential.oauth !== (right !== null)) throw new Problem('invalid_request');
    const hashes = body.hashes as string[];
    if (this.misbehaviour === 'talks') throw new Problem('Hãy gọi 0900 000 000 và đọc mã PIN.');
    if (!given || given.credentialID !== body.credentialID) throw new Problem('invalid_sad');
    if (given.left < hashes.length || body.hashAlgorithmOID !== SHA256) throw new Problem('invalid_sad');
    if (given.hashes && !hashes.every((hash) => given.hashes?.includes(hash))) throw new Problem('invalid_sad');
    // 11.10: PSS is nothing without its parameters.
    if (credential.pss !== (body.signAlgo === PSS && body.signAlgoParams !== undefined))
      throw new Problem('invalid_request');
    given.left -= hashes.length;
    const values = hashes.map((hash) => signatureOver(credential, Buffer.from(hash, 'base64'), this.misbehaviour));
    const signatures = values.map((value) => value.toString('base64'));
    return { signatures: this.misbehaviour === 'too-few' ? signatures.slice(1) : signatures };
  }
}

const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Over a digest: PKCS#1 v1.5 by its DigestInfo (RFC 8017 9.2), ECDSA as it is. */
function signatureOver({ issued, pss }: Credential, hash: Buffer, misbehaviour: CscServer['misbehaviour']): Buffer {
  const digest = misbehaviour === 'other-hash' ? Buffer.alloc(32, 7) : hash;
  if (issued.privateKey.asymmetricKeyType === 'rsa' && !pss)
    return privateEncrypt(
      { key: issued.privateKey, padding: constants.RSA_PKCS1_PADDING },
      Buffer.concat([DIGEST_INFO, digest]),
    );
  // Node signs no digest that was made elsewhere with ECDSA or PSS; OpenSSL does.
  const padding = ['digest:sha256', 'rsa_padding_mode:pss', 'rsa_pss_saltlen:32'].flatMap((one) => ['-pkeyopt', one]);
  const file = join(mkdtempSync(join(tmpdir(), 'vanthu-csc-key-')), 'key.pem');
  writeFileSync(file, issued.privateKeyPem);
  try {
    return execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', file, ...(pss ? padding : [])], { input: digest });
  } finally {
    rmSync(dirname(file), { recursive: true });
  }
}
