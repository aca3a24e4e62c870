import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isRefusal, outgoing, signing } from '@vanthu/contracts';
import { eventually } from '@vanthu/messaging';
import { type KeyProvider, openPkcs12 } from '@vanthu/pki';
import { openCsc } from '../src/keys/providers/csc-key.js';
import { openPkcs11 } from '../src/keys/providers/pkcs11-key.js';
import { CscServer } from '../test/csc-server.js';
import { type Order, PIN, type SigningBed, signingBed } from '../test/signing-bed.js';
import { hasSoftHsm, SoftHsm } from '../test/softhsm.js';

/**
 * A leader's pile, RSA-2048: from the first order to the last outcome, through the event stream, real database, judgement and
 * evidence included; against the bare operation of the same key, as many at once.
 */
const DOCUMENTS = 200;
const BARE = 400;
const AT_ONCE = 8;
const minute = 60_000;

export async function batch(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-batch-'));
  const service = new CscServer();
  const file = join(folder, 'csc.json');
  const url = await service.start();
  writeFileSync(file, JSON.stringify({ csc: { url, token: service.token } }));
  const hsm = hasSoftHsm ? new SoftHsm() : null;
  const extra = { VANTHU_CSC_FILE: file, ...(hsm ? { VANTHU_PKCS11_MODULE: hsm.module } : {}) };
  const bed = await signingBed({ logLevel: 'silent', extra });
  try {
    const issued = bed.pki.issuePerson({ commonName: 'Nguyễn Thành Long', keyType: 'rsa' });
    const owner = { kind: 'person', personId: bed.signer.personId } as const;
    await bed.giveKey(owner, { issued });
    const container = openPkcs12(issued.pkcs12(PIN), PIN);
    if (container.kind !== 'key-provider') throw new Error(container.message);
    await measured(bed, 'pkcs12', container);

    if (hsm) {
      hsm.token('bench', PIN);
      hsm.key('bench', PIN, 'a1', issued.privateKey);
      await connect(bed, issued, { kind: 'pkcs11', token: 'bench', keyId: 'a1' });
      const place = { module: hsm.module, token: 'bench', keyId: 'a1' };
      const opened = await openPkcs11(place, PIN, issued.chain);
      if (opened.kind !== 'opened-key') throw new Error(opened.why);
      await measured(bed, 'softhsm', opened.key);
      await opened.close();
    }

    const credentialId = service.add(issued, PIN, { multisign: 50 });
    await connect(bed, issued, { kind: 'csc', server: 'csc', credentialId });
    const opened = await openCsc({ url, token: service.token }, credentialId, PIN, issued.chain, BARE);
    if (opened.kind !== 'opened-key') throw new Error(opened.why);
    await measured(bed, 'csc', opened.key);
  } finally {
    await bed.close();
    await service.close();
    hsm?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(bed: SigningBed, way: string, key: KeyProvider): Promise<void> {
  const bare = await bareRate(key);
  // Once for everything that is read or opened only once.
  await batchRate(bed, 10);
  const documents = await batchRate(bed, DOCUMENTS);
  console.log(
    JSON.stringify({
      bench: 'batch',
      way,
      documentsPerSecond: Number(documents.toFixed(1)),
      baseline: 'bare key operation',
      bareKeyOperationsPerSecond: Number(bare.toFixed(1)),
      ratio: Number((documents / bare).toFixed(4)),
    }),
  );
}

async function bareRate(key: KeyProvider): Promise<number> {
  const [algorithm] = key.algorithms();
  if (!algorithm) throw new Error('the key offers nothing');
  const data = Buffer.alloc(200, 1);
  await key.sign(data, algorithm);
  const begun = performance.now();
  for (let done = 0; done < BARE; done += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => key.sign(data, algorithm)));
  return (BARE * 1000) / (performance.now() - begun);
}

async function batchRate(bed: SigningBed, many: number): Promise<number> {
  const draft = await bed.draft();
  const orders: Order[] = Array.from({ length: many }, () => bed.order(draft));
  const activationId = await bed.activate(bed.signer, 'personal', orders);
  const done = async () => {
    const [row] = await bed.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM signing_job WHERE state = 'done' AND activation_id = $1`,
      [activationId],
    );
    return row?.count === many;
  };
  const begun = performance.now();
  for (const order of orders)
    await bed.emit(
      outgoing.SignatureRequested,
      { aggregateId: order.documentId, payload: { ...order, activationId }, actor: bed.signer },
      { wait: false },
    );
  await eventually(done, 'the end of the batch', 5 * minute);
  return (many * 1000) / (performance.now() - begun);
}

async function connect(
  bed: SigningBed,
  issued: { readonly certificateDer: Uint8Array },
  way: signing.KeyWay,
): Promise<void> {
  const answer = await bed.ask(
    signing.ConnectKey,
    {
      owner: { kind: 'person', personId: bed.signer.personId },
      way,
      certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
      imagePng: null,
      label: way.kind,
    },
    { service: 'cli' },
  );
  if (isRefusal(answer)) throw new Error(answer.code);
}
