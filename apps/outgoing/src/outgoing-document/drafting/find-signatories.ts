import { Injectable } from '@nestjs/common';
import { type Capacity, directory, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import { headOf, type IssuingBody } from '../apart/issuer-of.js';
import type { DraftInput } from '../domain/outgoing-document.js';
import type { Signatory } from '../domain/signature-plan.js';
import { DirectoryQuestions } from './directory-questions.js';

export interface FoundSignatories {
  /** In the order of signing; the last answers for the document. */
  readonly signers: readonly [Signatory, ...Signatory[]];
  /** Title of the last, and on whose authority he signs. */
  readonly signerTitle: string;
  readonly sourceDocument: string | null;
}

interface Found {
  readonly signatory: Signatory;
  readonly title: string;
  readonly sourceDocument: string | null;
}

/** What box 7a says of those who sign minutes (Annex III template 1.9). */
const meetingLines = { secretary: 'THƯ KÝ', chair: 'CHỦ TỌA' } as const;

/** Who signs, in what capacity, with what lines: as the directory says on the day (Art. 13). */
@Injectable()
export class FindSignatories {
  constructor(private readonly directory: DirectoryQuestions) {}

  /** `body`: the advisory body that issues the document; its head signs. */
  async find(
    input: DraftInput,
    agencyId: string,
    body: IssuingBody | null,
    ctx: RequestContext,
  ): Promise<FoundSignatories | Refusal> {
    const wanted = [...(input.coSigners ?? []), { positionId: input.signerPositionId, capacity: input.capacity }];
    const asked =
      input.body.form === 'minutes'
        ? await this.ofMeeting(wanted, agencyId, ctx)
        : body
          ? await this.ofBody(wanted, body, agencyId, ctx)
          : await this.byAuthority(wanted, input, agencyId, ctx);
    if (isRefusal(asked)) return asked;
    const [first, ...rest] = asked.map(({ signatory }) => signatory);
    const last = asked.at(-1);
    if (!first || !last) throw new Error('a draft without signer passed the contract');
    return { signers: [first, ...rest], signerTitle: last.title, sourceDocument: last.sourceDocument };
  }

  private async byAuthority(
    wanted: readonly { positionId: string; capacity?: Capacity | undefined }[],
    { kind, field, headDecidesAlone }: DraftInput,
    agencyId: string,
    ctx: RequestContext,
  ): Promise<Found[] | Refusal> {
    const found: Found[] = [];
    for (const { positionId, capacity } of wanted) {
      const question = { positionId, agencyId, kind, field, capacity, headDecidesAlone };
      const answer = await this.directory.authority(question, ctx);
      if (isRefusal(answer)) return answer;
      const { personId, signerName: name, signerTitle: title, sourceDocument } = answer;
      const signatory = { positionId, personId, name, capacity: answer.capacity, lines: answer.lines };
      found.push({ signatory, title, sourceDocument });
    }
    return found;
  }

  /** The head of an advisory body alone signs for it, on the decision that set it up. */
  private async ofBody(
    wanted: readonly { positionId: string }[],
    body: IssuingBody,
    agencyId: string,
    ctx: RequestContext,
  ): Promise<Found[] | Refusal> {
    if (wanted.length !== 1 || wanted[0]?.positionId !== body.head.positionId) {
      const why = `văn bản của ${body.name} do người đứng đầu (${body.head.title}) ký`;
      return outgoing.refuseOutgoing('OUTGOING.WRONG_SIGNERS', { why });
    }
    const people = await this.directory.people(agencyId, ctx);
    if (isRefusal(people)) return people;
    const signatory = headOf(body, people);
    if (!signatory) return outgoing.refuseOutgoing('OUTGOING.NO_BODY_HEAD');
    return [{ signatory, title: body.head.title, sourceDocument: body.decision }];
  }

  /** Secretary and chair sign for what the meeting was: they need a position in the agency, no power to sign for it. */
  private async ofMeeting(
    wanted: readonly { positionId: string }[],
    agencyId: string,
    ctx: RequestContext,
  ): Promise<Found[] | Refusal> {
    const people = await this.directory.people(agencyId, ctx);
    if (isRefusal(people)) return people;
    const found: Found[] = [];
    for (const [index, { positionId }] of wanted.entries()) {
      const person = people.find((one) => one.positionId === positionId);
      if (!person) return noPosition(ctx.today());
      const meetingRole = index === wanted.length - 1 ? ('chair' as const) : ('secretary' as const);
      const lines = [meetingLines[meetingRole]];
      const { personId, fullName: name, title } = person;
      found.push({
        signatory: { positionId, personId, name, capacity: null, lines, meetingRole },
        title,
        sourceDocument: null,
      });
    }
    return found;
  }
}

const noPosition = (on: string): Refusal =>
  directory.refuseDirectory('DIRECTORY.NO_AUTHORITY', {
    capacity: 'thành viên cuộc họp',
    on,
    rule: 'R-SIG-08',
    why: 'Chức vụ này không có trong cơ quan vào ngày này.',
  });
