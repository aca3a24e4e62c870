import { createHash, randomUUID } from 'node:crypto';
import { type BigIntStats, constants } from 'node:fs';
import { lstat, mkdir, open, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { commonRefusals, refuser } from '@vanthu/contracts';
import type { CivilDate } from '@vanthu/decree30';
import { ContentStore } from '@vanthu/files';
import { type ActContext, JobContexts, uuidV5 } from '@vanthu/messaging';
import { rowsOf, Transactions, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { arrivedDocument } from '../domain/incoming-document.js';
import { refusalOfUpload } from '../domain/judge-upload.js';
import { Reception } from '../store/reception.js';
import type { WatchedFolder } from './folders-config.js';
import { oneLine, ReadArrival } from './read-arrival.js';

/** As the gateway takes uploads. */
const maxMegabytes = 100;
export const takenFolder = 'da-nhan';
export const refusedFolder = 'loi';
const linkVi = 'Đây là liên kết đến tệp ở nơi khác, không phải tệp; hãy chép chính tệp vào thư mục.';

/**
 * A file of a watched folder becomes a reception. The order makes a crash harmless: content kept, row and reception in one
 * transaction, then the file moved away. Whatever died in between, the file is still in the folder, and its bytes are known.
 */
@Injectable()
export class TakeIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly contexts: JobContexts,
    private readonly content: ContentStore,
    private readonly reception: Reception,
    private readonly arrivals: ReadArrival,
  ) {}

  /** @throws Error when the database or the disk fails: the file stays where it is, and is tried again */
  async file(path: string, folder: WatchedFolder): Promise<void> {
    const found = await seen(path);
    // Taken away again by whoever put it there, or moved by us before.
    if (found === null) return;
    // It would give this agency what whoever put it there may not read.
    if (found.isSymbolicLink()) return this.refuse(path, folder, found, linkVi);
    if (!found.isFile()) return;
    if (found.size > maxMegabytes * 1_048_576) {
      const tooLarge = refuser(commonRefusals)('FILE.TOO_LARGE', { maxMegabytes });
      return this.refuse(path, folder, found, tooLarge.message);
    }
    const bytes = await bytesOf(path);
    const refusal = refusalOfUpload(bytes);
    if (refusal !== null) return this.refuse(path, folder, found, refusal.message);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const name = basename(path).normalize('NFC');
    if (!(await this.transactions.run((tx) => this.isKnown(tx, folder.agencyId, sha256)))) {
      await this.content.put(bytes);
      await this.receive({ sha256, bytes, name: oneLine(name, 500) ?? 'van-ban.pdf' }, folder.agencyId);
    }
    await unchanged(path, found);
    await moveInto(path, join(folder.path, takenFolder), name);
  }

  private async receive(file: { sha256: string; bytes: Buffer; name: string }, agencyId: string): Promise<void> {
    const ctx = this.contexts.create();
    const today = ctx.today() as CivilDate;
    const fields = await this.arrivals.fieldsOf(file, { agencyId, today });
    const now = ctx.now().toISOString();
    const document = arrivedDocument({
      id: uuidV5(agencyId, `folder ${file.sha256}`),
      agencyId,
      source: 'folder',
      outgoingDocumentId: null,
      fields,
      file: { sha256: file.sha256, bytes: file.bytes.length, name: file.name, mediaType: 'application/pdf' },
      arrivedAt: now,
      arrivedOn: today,
      now,
    });
    await this.transactions.run((tx) => this.begin(tx, document, ctx));
  }

  private async begin(tx: Tx, document: ReturnType<typeof arrivedDocument>, ctx: ActContext): Promise<void> {
    // Two copies of the service may watch the same folder: one of them takes the file in.
    const lock = `SELECT pg_advisory_xact_lock(hashtextextended($1, 31))`;
    await tx.query(lock, [`${document.agencyId} ${document.file.sha256}`]);
    if (await this.isKnown(tx, document.agencyId, document.file.sha256)) return;
    await this.reception.begin(tx, document, `Nhận tệp ${document.file.name} từ thư mục theo dõi`, ctx);
    await tx.query(
      'INSERT INTO folder_file (agency_id, sha256, document_id, name, taken_at) VALUES ($1, $2, $3, $4, $5)',
      [document.agencyId, document.file.sha256, document.id, document.file.name, document.arrivedAt],
    );
  }

  private async isKnown(tx: Tx, agencyId: string, sha256: string): Promise<boolean> {
    const text = 'SELECT document_id FROM folder_file WHERE agency_id = $1 AND sha256 = $2';
    return (await rowsOf(tx, z.object({ document_id: z.string() }), text, [agencyId, sha256])).length > 0;
  }

  /** Put aside with the reason beside it, for whoever put it there. */
  private async refuse(path: string, folder: WatchedFolder, found: BigIntStats, why: string): Promise<void> {
    const name = basename(path).normalize('NFC');
    const target = join(folder.path, refusedFolder);
    await mkdir(target, { recursive: true });
    const at = this.contexts.create().now().toISOString();
    const moved = join(target, await freeName(target, name));
    await unchanged(path, found);
    // The reason first: a file put aside without one would say nothing.
    await writeFile(`${moved}.ly-do.txt`, `${at}\n${name}\n${why}\n`);
    await rename(path, moved);
  }
}

const seen = (path: string): Promise<BigIntStats | null> => lstat(path, { bigint: true }).catch(() => null);

/** Also where the name has become a link since it was looked at: then it fails. */
async function bytesOf(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/**
 * A scanner may have written the next document under the same name while this one was being read: what nobody has read is not
 * moved away.
 *
 * @throws Error when another file lies there, or the same one was written on: it is tried again
 */
async function unchanged(path: string, found: BigIntStats): Promise<void> {
  const now = await seen(path);
  const isSame = now !== null && now.ino === found.ino && now.size === found.size && now.mtimeNs === found.mtimeNs;
  if (!isSame) throw new Error('a file of a watched folder was written anew while it was being read');
}

async function moveInto(path: string, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await rename(path, join(folder, await freeName(folder, name)));
}

/** A name that nothing has in that folder: what was put aside before stays. */
async function freeName(folder: string, name: string): Promise<string> {
  const isTaken = await stat(join(folder, name)).then(
    () => true,
    () => false,
  );
  return isTaken ? `${randomUUID().slice(0, 8)} ${name}` : name;
}
