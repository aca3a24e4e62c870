import { randomUUID } from 'node:crypto';
import { type InputOf, incoming, isRefusal, type RequestContract, routing } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/messaging';
import { collect, judge, publicServicePolicy } from '@vanthu/pades';
import { parseCrl } from '@vanthu/pki';
import { type Office, openOffice } from './incoming-office.js';
import { letterSigner } from './signed-letters.js';
import { Watch } from './watch.js';

/** Documents of a morning; others by VANTHU_BENCH_DOCUMENTS=1000. */
const documents = Number(process.env.VANTHU_BENCH_DOCUMENTS ?? 240);
/** Go before and are not counted. */
const warming = 24;
/** Clerks, each with one document in hand. */
const atOnce = 8;
const kilobytes = 200;
const today = civilDateOf(new Date());

/**
 * Documents a second from the upload to the leader's desk: received, judged, registered, submitted, each file of its own with the
 * signatures of a person and an organisation. The services, the database and the broker are the real ones, the services in one
 * process as `vanthu up` runs them. Against the bare judging of the same files with one row inserted for each.
 */
export async function incomingDocuments(): Promise<void> {
  const office = await openOffice();
  try {
    const sign = await letterSigner(office.hands, kilobytes * 1_000);
    const files = await inTurns(Array.from({ length: warming + documents }), sign);
    const [first, counted] = [files.slice(0, warming), files.slice(warming)];
    await judgeBare(office, first);
    const bareRate = await rateOf(() => judgeBare(office, counted));
    await receiveAll(office, first);
    const ours = await rateOf(() => receiveAll(office, counted));
    console.log(
      JSON.stringify({
        ...{ bench: 'incoming', documents, atOnce, kilobytes: Math.round((files[0]?.length ?? 0) / 1_000) },
        documentsPerSecond: rounded(ours),
        baseline: 'bare judging and one insert',
        baselinePerSecond: rounded(bareRate),
        ratio: rounded(ours / bareRate),
      }),
    );
  } finally {
    await office.close();
  }
}

async function receiveAll(office: Office, files: readonly Uint8Array[]): Promise<void> {
  const { bed, routed, clerk } = office;
  const checked = new Watch(bed.rows, `SELECT id FROM incoming_document WHERE state = 'checked' AND id = ANY($1)`);
  const known = new Watch(routed.rows, 'SELECT document_id AS id FROM routed_document WHERE document_id = ANY($1)');
  const ask = async <C extends RequestContract>(contract: C, input: InputOf<C>) => {
    const answer = await bed.ask(contract, input, { actor: clerk });
    if (isRefusal(answer)) throw new Error(`${contract.subject}: ${answer.code} ${answer.message}`);
    return answer;
  };
  const one = async (file: Uint8Array) => {
    const fields = fieldsOf(office);
    const { id: documentId } = await ask(incoming.Receive, { ticket: await upload(office, file), fields });
    await checked.sees(documentId);
    // Refused without a reason unless the judgement has found both signatures good.
    await ask(incoming.RegisterIncoming, { documentId, fields });
    await known.sees(documentId);
    await ask(routing.Submit, { documentId, toPositionId: office.directorPositionId, proposal: null });
  };
  try {
    await inTurns(files, one);
  } finally {
    await Promise.all([checked.end(), known.end()]);
  }
}

/** What the door does with an upload. */
async function upload({ content, tickets, clerk }: Office, file: Uint8Array): Promise<string> {
  const staged = await content.stage([file], { maxBytes: 10_000_000 });
  if (isRefusal(staged)) throw new Error(staged.message);
  const { personId, agencyId } = clerk;
  return tickets.issue({ ...staged, name: 'cong-van.pdf', mediaType: 'application/pdf', personId, agencyId });
}

const fieldsOf = ({ senderId }: Office): incoming.IncomingFields => ({
  ...{ senderAgencyId: senderId, senderName: 'Sở Tài chính', numberAndSymbol: `${++lastNumber}/STC-NS` },
  ...{ documentDate: today, kind: 'cong-van', abstract: `Về dự toán ngân sách, phần ${lastNumber}` },
  ...{ signerName: 'Đỗ Văn Ký', urgency: 'normal', answerBy: null },
});
let lastNumber = 0;

async function judgeBare({ bed, pki, crls }: Office, files: readonly Uint8Array[]): Promise<void> {
  const { dataSource } = bed.service.connected;
  await dataSource.query('CREATE TABLE IF NOT EXISTS bench_bare (id uuid PRIMARY KEY, judgement jsonb NOT NULL)');
  const lists = crls.map((der) => parseCrl(der));
  await inTurns(files, async (file) => {
    const { anchors, intermediate } = pki;
    const options = { anchors, intermediates: [intermediate], crls: lists, policy: publicServicePolicy };
    const { answer, signatures } = judge(collect(file), { ...options, at: new Date() });
    if (answer !== 'hợp lệ' || signatures.length !== 2) throw new Error(`${signatures.length} signatures: ${answer}`);
    const found = JSON.stringify({ answer, signatures: signatures.map(({ messageVi }) => messageVi) });
    await dataSource.query('INSERT INTO bench_bare VALUES ($1, $2)', [randomUUID(), found]);
  });
}

async function rateOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (documents * 1_000) / (performance.now() - began);
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  const left = items.entries();
  const hand = async () => {
    for (const [at, item] of left) done[at] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return done;
}
