import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import {
  isNormativeKind,
  type KindCode,
  kindByCode,
  normativeKinds,
  normativeNumberAndSymbol,
  numberAndSymbol,
} from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx, violatesUnique } from '@vanthu/persistence';
import { allotNumber, findSeries, openSeries, type SeriesKey } from '@vanthu/register';
import { notAllotted } from '../commands/allot-number/not-allotted.js';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { LinesWithoutDocument, lineId } from '../numbering/lines-without-document.js';
import { keyOf, SeriesLog } from '../numbering/series-handlers.js';
import { actorOf } from '../store/act-on-document.js';
import { TimelineStore } from '../store/timeline.store.js';
import { ApartSeriesStore } from './apart-series.store.js';
import { issuerProblem } from './issuer-rule.js';

const refuse = outgoing.refuseOutgoing;
type Wanted = InputOf<typeof outgoing.SetApartSeries>['series'];
type Asked = InputOf<typeof outgoing.RegisterApart>;

/** Series of secrets, normative documents and advisory bodies: set by decision, numbered by the clerk (R-OUT-09). */
@Injectable()
export class ApartSeriesHandlers {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly apart: ApartSeriesStore,
    private readonly lines: LinesWithoutDocument,
    private readonly log: SeriesLog,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
    private readonly directory: DirectoryQuestions,
  ) {}

  @Handles(outgoing.FindApartSeries)
  async find(
    { year }: InputOf<typeof outgoing.FindApartSeries>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindApartSeries>> {
    const { agencyId, roles } = actorOf(ctx);
    const series = await this.transactions.run((tx) => this.apart.withNumbers(tx, agencyId, year));
    // How many secrets there are is for those who keep, watch or lay down the registers.
    const keeps = roles.some((role) => role === 'clerk' || role === 'leadership' || role === 'administrator');
    return { series: keeps ? series : series.filter(({ what }) => what === 'advisory') };
  }

  @Handles(outgoing.SetApartSeries)
  async set(
    input: InputOf<typeof outgoing.SetApartSeries>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.SetApartSeries>> {
    const { agencyId } = input;
    const head = 'head' in input.series ? (input.series.head ?? null) : null;
    const [agency, people] = await Promise.all([
      this.directory.agency(agencyId, ctx),
      head ? this.directory.people(agencyId, ctx) : [],
    ]);
    return this.commands.run(outgoing.SetApartSeries, input, ctx, async (tx) => {
      if (ctx.actor && ctx.actor.agencyId !== agencyId) return refuser(commonRefusals)('ACCESS.OTHER_AGENCY');
      const series = seriesOf(input.series);
      if (series === null)
        return refuse('OUTGOING.UNKNOWN_KIND', { kind: 'kind' in input.series ? input.series.kind : '' });
      if (isRefusal(agency)) return agency;
      if (isRefusal(people)) return people;
      if (head && !people.some(({ positionId }) => positionId === head.positionId))
        return refuse('OUTGOING.NO_BODY_HEAD');
      const all = await this.apart.lockAll(tx, agencyId);
      const before = all.find(({ seriesCode }) => seriesCode === series.seriesCode) ?? null;
      if (before?.closed) return refuse('OUTGOING.SERIES_ENDED', { reason: before.closed.decision });
      const why = issuerProblem(series, all, agency);
      if (why !== null) return refuse('OUTGOING.ISSUER_TAKEN', { issuer: series.issuer, why });
      const renamed = before !== null && before.issuer !== series.issuer;
      if (renamed && (await this.apart.hasNumbered(tx, agencyId, series.seriesCode)))
        return refuse('OUTGOING.SERIES_BEGUN');
      // What is signed bears the letters and the head of that day, and is numbered by them. Before, the signature asks again.
      const leaves = renamed || (before?.head != null && series.head === null);
      const count = leaves ? await this.apart.unfinished(tx, agencyId, series.seriesCode) : 0;
      if (count > 0) return refuse('OUTGOING.APART_UNFINISHED', { count });
      await this.apart.put(tx, agencyId, series, { name: ctx.actor?.personName ?? ctx.service ?? '', at: ctx.now() });
      const rule = {
        agencyId,
        kind: series.kind ?? series.what,
        seriesCode: series.seriesCode,
        decision: series.decision,
      };
      await this.outbox.add(tx, outgoing.SeriesRuleSet, { aggregateId: agencyId, payload: rule }, ctx);
      return series;
    });
  }

  @Handles(outgoing.RegisterApart)
  async register(input: Asked, ctx: RequestContext): Promise<Answer<typeof outgoing.RegisterApart>> {
    try {
      return await this.commands.run(outgoing.RegisterApart, input, ctx, (tx) => this.number(tx, input, ctx));
    } catch (error) {
      if (violatesUnique(error, 'register_entry_number_and_notation')) return refuse('OUTGOING.NUMBER_TAKEN');
      throw error;
    }
  }

  private async number(tx: Tx, input: Asked, ctx: RequestContext): Promise<Answer<typeof outgoing.RegisterApart>> {
    const { agencyId } = actorOf(ctx);
    const series = await this.apart.of(tx, agencyId, input.seriesCode, 'locked');
    if (series === null) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
    if (series.closed) return refuse('OUTGOING.SERIES_ENDED', { reason: series.closed.decision });
    const documentDate = ctx.today();
    const refusal = refusalOf(series, input, documentDate);
    if (refusal) return refusal;
    const year = Number(documentDate.slice(0, 4));
    const key: SeriesKey = keyOf({ seriesCode: series.seriesCode, year }, ctx);
    const isNew = (await findSeries(tx, key)) === null && (await openSeries(tx, key));
    if (isNew) await this.log.say(tx, key, 'opened', { lastNumber: 0, why: series.decision }, ctx);
    const given = await allotNumber(tx, key, documentDate);
    if (!given.allotted) return notAllotted(given);
    const { number } = given;
    const { symbol, printed } = printedOf(series, input.kind, number, year);
    const line = {
      ...{ number, symbol, numberAndSymbol: printed, documentDate, signer: input.signer, recipients: input.recipients },
      kindAndAbstract: [nameOf(input.kind), input.abstract ?? '(văn bản mật)'].join(' '),
      ...{ fileCopyKeeper: 'Văn thư', copies: input.copies, handedOverOn: documentDate, receivedBy: '' },
      note: `${series.name}; dấu: ${series.sealName}`,
    };
    await this.lines.enter(tx, key, 'paper', [line], ctx.commandId);
    const textVi = `Cấp số ${printed}, vào sổ “${series.name}”`;
    const documentId = lineId(ctx.commandId, key, number);
    await this.timeline.record(tx, documentId, { act: 'register-apart', textVi, authority: series.decision }, ctx);
    return { number, numberAndSymbol: printed, documentDate, sealName: series.sealName };
  }
}

/** The series that was decided on, with the code that follows from what it is; null for a kind that is none. */
function seriesOf(wanted: Wanted): outgoing.ApartSeries | null {
  const { what, issuer, sealName, decision } = wanted;
  const rest = { what, issuer: issuer.normalize('NFC'), sealName, decision, head: null, closed: null };
  if (wanted.what === 'secret') return { ...rest, seriesCode: 'MAT', kind: null, name: 'Văn bản mật' };
  if (wanted.what === 'advisory') {
    return { ...rest, seriesCode: `TV-${wanted.code}`, kind: null, name: wanted.name, head: wanted.head ?? null };
  }
  const kind = normativeKinds.find(({ code }) => code === wanted.kind);
  if (!kind) return null;
  const seriesCode = kind.code.toUpperCase().slice(0, 20);
  return { ...rest, seriesCode, kind: kind.code, name: `Văn bản quy phạm pháp luật: ${kind.nameVi}` };
}

function refusalOf(series: outgoing.ApartSeries, { kind, abstract, signedOn }: Asked, today: string): Refusal | null {
  const fits = series.what === 'normative' ? kind === series.kind : kindByCode(kind) !== undefined;
  if (!fits) return refuse('OUTGOING.KIND_IN_OTHER_SERIES', { name: series.name });
  // R-OUT-03: a number is given only to what has been signed.
  if (signedOn > today) return refuse('OUTGOING.NOT_SIGNED_YET');
  if (series.what === 'secret') return abstract === null ? null : refuse('OUTGOING.SECRET_CONTENT');
  return abstract === null ? refuse('OUTGOING.ABSTRACT_NEEDED') : null;
}

const nameOf = (code: string): string =>
  normativeKinds.find((kind) => kind.code === code)?.nameVi ?? kindByCode(code as KindCode)?.nameVi ?? code;

/** Normative documents carry the year, everything else does not; a kind without abbreviation has the issuer alone (R-OUT-12). */
function printedOf(series: outgoing.ApartSeries, kind: string, number: number, year: number) {
  const abbreviation = isNormativeKind(kind)
    ? normativeKinds.find(({ code }) => code === kind)?.abbreviation
    : kindByCode(kind as KindCode)?.abbreviation;
  const symbol = [abbreviation, series.issuer].filter(Boolean).join('-');
  return isNormativeKind(kind)
    ? { symbol: `${year}/${symbol}`, printed: normativeNumberAndSymbol(number, year, symbol) }
    : { symbol, printed: numberAndSymbol(number, symbol) };
}
