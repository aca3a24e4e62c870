import { createHash } from 'node:crypto';
import {
  type Actor,
  type ClosedRegister,
  type ClosedRegisterContracts,
  closedRegisterText,
  commonRefusals,
  type InputOf,
  isRefusal,
  type OutputOf,
  type PayloadOf,
  type Refusal,
  refuseClosing,
  refuser,
  type signing,
} from '@vanthu/contracts';
import type { ContentStore } from '@vanthu/files';
import {
  type ActContext,
  type CommandRunner,
  type ListenedEvent,
  type Outbox,
  type RequestContext,
  uuidV5,
} from '@vanthu/messaging';
import type { Transactions, Tx } from '@vanthu/persistence';
import { ClosedRegisters, type KeptRegister, type Period } from './closed-registers.js';
import type { Direction } from './series.js';

const refuse = refuser(commonRefusals);

/** The book of a period as its owner writes it. */
interface WrittenBook {
  readonly pdf: Uint8Array;
  readonly name: string;
  readonly lines: number;
  readonly lateFacts: number;
}

interface RegisterClosingOptions {
  readonly direction: Direction;
  readonly contracts: ClosedRegisterContracts;
  readonly transactions: Transactions;
  readonly commands: CommandRunner;
  readonly outbox: Outbox;
  readonly files: ContentStore;
  readonly agencyName: (agencyId: string, ctx: RequestContext) => Promise<string | Refusal>;
  /** Why the period cannot be closed yet, asked while nobody writes lines. */
  readonly unfinished: (tx: Tx, agencyId: string, period: Period) => Promise<Refusal | null>;
  /** The lines stand: the same book whenever it is asked for. */
  readonly write: (
    period: Period & { volume: string; closedAt: Date },
    ctx: RequestContext,
  ) => Promise<WrittenBook | Refusal>;
}

type Close = ClosedRegisterContracts['CloseRegister'];
type Seal = ClosedRegisterContracts['SealClosedRegister'];
type Open = ClosedRegisterContracts['OpenClosedRegister'];
type Made = ListenedEvent<typeof signing.SignatureMade>;
type NotMade = ListenedEvent<typeof signing.SignatureNotMade>;

/**
 * Closes months and years of a register: first the lines stand, then the book is written from them, then the organisation signs it.
 * Each step can be asked again after whatever came between.
 */
export class RegisterClosing {
  readonly registers: ClosedRegisters;

  constructor(private readonly options: RegisterClosingOptions) {
    this.registers = new ClosedRegisters(options.direction);
  }

  async close(input: InputOf<Close>, ctx: RequestContext): Promise<ClosedRegister | Refusal> {
    const { contracts, commands, outbox, transactions } = this.options;
    const { agencyId, personId, personName } = actorOf(ctx);
    const closed = await commands.run(contracts.CloseRegister, input, ctx, async (tx) => {
      const problem = problemOf(input, ctx.today());
      if (problem) return problem;
      await this.registers.lock(tx, agencyId);
      const known = await this.registers.find(tx, agencyId, input);
      // Closed, and then the power went: the book has still to be written.
      if (known && known.file === null) return known.view;
      const shut = known ? input : await this.closedAround(tx, agencyId, input);
      if (shut) return refuseClosing('REGISTER.CLOSED', { from: dateVi(shut.from), to: dateVi(shut.to) });
      const unfinished = await this.options.unfinished(tx, agencyId, input);
      if (unfinished) return unfinished;
      const id = uuidV5(ctx.commandId, 'closed-register');
      const { from, to, volume } = input;
      await this.registers.add(tx, { id, agencyId, from, to, volume }, { personId, personName, at: ctx.now() });
      const payload = { closedId: id, agencyId, from, to, volume };
      await outbox.add(tx, contracts.RegisterClosed, { aggregateId: id, payload }, ctx);
      return viewOf(await this.registers.byId(tx, id));
    });
    if (isRefusal(closed)) return closed;
    const kept = await transactions.run((tx) => this.registers.byId(tx, closed.id));
    return kept?.file ? kept.view : this.write(closed, ctx);
  }

  /** A year that is closed has closed its months. */
  private async closedAround(tx: Tx, agencyId: string, { from, to }: Period): Promise<Period | null> {
    const shut = await this.registers.closedOn(tx, agencyId, [from]);
    return shut && shut.from <= from && to <= shut.to ? shut : null;
  }

  private async write(closed: ClosedRegister, ctx: RequestContext): Promise<ClosedRegister | Refusal> {
    const { id, from, to, volume, closedAt } = closed;
    const book = await this.options.write({ from, to, volume, closedAt: new Date(closedAt) }, ctx);
    if (isRefusal(book)) return book;
    const { sha256, bytes } = await this.options.files.put(book.pdf);
    const { name, lines, lateFacts } = book;
    const manifestHash = sha256Of(closedRegisterText(id, { name, sha256, bytes }));
    return this.options.transactions.run(async (tx) => {
      await this.registers.written(tx, id, { name, sha256, bytes, lines, lateFacts, manifestHash });
      return viewOf(await this.registers.byId(tx, id));
    });
  }

  async seal(input: InputOf<Seal>, ctx: RequestContext): Promise<ClosedRegister | Refusal> {
    const { contracts, commands, outbox } = this.options;
    const { agencyId } = actorOf(ctx);
    const agencyName = await this.options.agencyName(agencyId, ctx);
    return commands.run(contracts.SealClosedRegister, input, ctx, async (tx) => {
      if (isRefusal(agencyName)) return agencyName;
      const { closedId, manifestHash, activationId } = input;
      const kept = await this.registers.forChange(tx, closedId);
      if (kept?.agencyId !== agencyId) return refuse('REQUEST.NOT_FOUND');
      if (kept.signed) return refuseClosing('REGISTER.SIGNED');
      const { file } = kept;
      if (file === null || kept.view.file?.manifestHash !== manifestHash) return refuseClosing('REGISTER.OTHER_FILE');
      const jobId = uuidV5(closedId, manifestHash);
      await this.registers.ordered(tx, closedId, jobId);
      const readers = [`clerks:${agencyId}`];
      const payload = { closedId, agencyId, agencyName, jobId, manifestHash, file, activationId, readers };
      await outbox.add(tx, contracts.RegisterSealRequested, { aggregateId: closedId, payload }, ctx);
      return viewOf(await this.registers.byId(tx, closedId));
    });
  }

  find({ year }: { year: number }, ctx: RequestContext): Promise<{ registers: ClosedRegister[] }> {
    const { agencyId } = actorOf(ctx);
    return this.options.transactions.run(async (tx) => ({
      registers: await this.registers.ofYear(tx, agencyId, year),
    }));
  }

  open({ closedId, act }: InputOf<Open>, ctx: RequestContext): Promise<OutputOf<Open> | Refusal> {
    const { agencyId, personId } = actorOf(ctx);
    return this.options.transactions.run(async (tx) => {
      const kept = await this.registers.byId(tx, closedId);
      const file = kept?.signed ?? kept?.file;
      if (!file || kept?.agencyId !== agencyId) return refuse('REQUEST.NOT_FOUND');
      await this.registers.accessed(tx, closedId, { personId, act, sha256: file.sha256, at: ctx.now() });
      return { ...file, mediaType: 'application/pdf' };
    });
  }

  /** Taken only when the signed file begins with the closed one and carries this agency's signature alone. */
  async takeSignature({ payload: made }: Made, tx: Tx, ctx: ActContext): Promise<void> {
    const kept = await this.awaited(tx, made);
    if (!kept?.file) return;
    const problem =
      (await this.continuationProblem(kept.file, made)) ?? judgementProblem(made.judgement, kept.agencyId);
    const { id } = kept.view;
    if (problem !== null) return this.registers.notSigned(tx, id, { state: 'failed', reasonVi: problem });
    const { outputSha256: sha256, outputBytes: bytes, signedAt } = made;
    await this.registers.signed(tx, id, { sha256, bytes }, signedAt);
    const payload = { closedId: id, agencyId: kept.agencyId, sha256, signedAt };
    await this.options.outbox.add(tx, this.options.contracts.RegisterSealed, { aggregateId: id, payload }, ctx);
  }

  async noteNotSigned({ payload }: NotMade, tx: Tx): Promise<void> {
    const kept = await this.awaited(tx, payload);
    const { outcome: state, reasonVi } = payload;
    if (kept) await this.registers.notSigned(tx, kept.view.id, { state, reasonVi });
  }

  /** `signing` tells of every document of the service: here only closings that wait for this very job. */
  private async awaited(
    tx: Tx,
    told: { documentId: string; jobId: string; service: string },
  ): Promise<KeptRegister | null> {
    if (told.service !== this.options.direction) return null;
    const kept = await this.registers.forChange(tx, told.documentId);
    return kept?.jobId === told.jobId && kept.signed === null ? kept : null;
  }

  private async continuationProblem(
    sent: { sha256: string; bytes: number },
    { outputSha256, judgement }: PayloadOf<typeof signing.SignatureMade>,
  ): Promise<string | null> {
    if (judgement.fileSha256 !== outputSha256) return 'kết quả kiểm tra là của một tệp khác';
    const after = await this.options.files.readBytes(outputSha256);
    const continues = after.length > sent.bytes && sha256Of(after.subarray(0, sent.bytes)) === sent.sha256;
    return continues ? null : 'tệp trả về không nối tiếp sổ đã chốt';
  }
}

function judgementProblem({ signatures }: signing.Judgement, agencyId: string): string | null {
  const [own] = signatures;
  if (signatures.length !== 1 || !own) return 'sổ phải có đúng một chữ ký, của cơ quan';
  if (own.integrity !== 'ok' || own.changes !== 'none') return 'chữ ký cơ quan không toàn vẹn';
  if (own.owner.kind !== 'organisation' || own.owner.agencyId !== agencyId) {
    return 'chứng thư không phải của cơ quan này';
  }
  return own.indication === 'TOTAL_FAILED' ? `chữ ký cơ quan không hợp lệ: ${own.messageVi}` : null;
}

const monthDays = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A whole month, or a whole year, that is over. */
function problemOf({ from, to }: Period, today: string): Refusal | null {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const lastOfMonth = `${from.slice(0, 7)}-${String(monthDays(year, month)).padStart(2, '0')}`;
  const isMonth = from.endsWith('-01') && to === lastOfMonth;
  const isYear = from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`;
  if (!isMonth && !isYear) return refuseClosing('REGISTER.PERIOD');
  return to < today ? null : refuseClosing('REGISTER.NOT_OVER');
}

const dateVi = (date: string): string => date.split('-').reverse().join('/');
const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

function actorOf({ actor }: RequestContext): Actor {
  if (actor === null) throw new Error('a register is closed by a person');
  return actor;
}

function viewOf(kept: KeptRegister | null): ClosedRegister {
  if (kept === null) throw new Error('a closed register is not there');
  return kept.view;
}
