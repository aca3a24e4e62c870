import { Injectable } from '@nestjs/common';
import { commonRefusals, directory, type InputOf, refuser } from '@vanthu/contracts';
import { isKind, type KindCode } from '@vanthu/decree30';
import { type Answer, Handles } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { endedBefore, holdsOn } from '../../../organisation/domain/period.js';
import { agencies, authorities, people, positions } from '../../../organisation/store/tables.js';
import { maySign, type SigningQuestion } from '../../domain/signing-authority.js';

type Question = InputOf<typeof directory.CheckAuthority>;
type Found = Omit<SigningQuestion, 'kind' | 'field' | 'capacity' | 'headDecidesAlone' | 'on'>;
const refuse = refuser(commonRefusals);

/** May this position sign this kind of document on this day, and with what lines (Art. 13)? */
@Injectable()
export class CheckAuthorityHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.CheckAuthority)
  async handle(question: Question): Promise<Answer<typeof directory.CheckAuthority>> {
    const { agencyId, kind, field, capacity, headDecidesAlone, on } = question;
    if (!isKind(kind)) return refuse('REQUEST.INVALID', { problem: `không có loại văn bản “${kind}”` });
    const found = await this.find(question);
    if (found === 'no agency') return directory.refuseDirectory('DIRECTORY.UNKNOWN_AGENCY', { agencyId });
    if (found === 'no position') return notAllowed(question, 'R-SIG-08', 'Không có chức vụ này.');
    if (endedBefore(found.agency, on)) {
      return directory.refuseDirectory('DIRECTORY.AGENCY_CLOSED', { validTo: found.agency.validTo, rule: 'R-SYS-07' });
    }
    if (!holdsOn(found.agency, on)) return notAllowed(question, 'R-SIG-08', 'Cơ quan chưa hoạt động vào ngày này.');

    const answer = maySign({ ...found, kind: kind as KindCode, field, capacity, headDecidesAlone, on });
    if (!answer.may)
      return notAllowed({ ...question, capacity: answer.capacity ?? capacity }, answer.rule, answer.whyVi);
    const person = await people.byId(this.transactions, found.position.personId);
    if (!person) throw new Error(`position ${found.position.id} without its person`);
    return {
      capacity: answer.capacity,
      lines: answer.lines,
      signerName: person.fullName,
      signerTitle: found.position.title,
      authorityId: answer.authority?.id ?? null,
      sourceDocument: answer.authority?.sourceDocument ?? null,
      personId: person.id,
      unitId: found.position.unitId,
    };
  }

  private async find({ agencyId, positionId, on }: Question): Promise<Found | 'no agency' | 'no position'> {
    const db = this.transactions;
    const agency = await agencies.byId(db, agencyId);
    if (!agency) return 'no agency';
    const position = await positions.byId(db, positionId);
    if (!position) return 'no position';
    const own = position.agencyId === agency.id ? agency : await agencies.byId(db, position.agencyId);
    const [unitHead] =
      position.level === 'unit-deputy'
        ? await positions.find(
            db,
            `WHERE t.unit_id = $1 AND t.level = 'unit-head' AND t.valid_from <= $2 AND (t.valid_to IS NULL OR t.valid_to >= $2)`,
            [position.unitId, on],
          )
        : [];
    const held = await authorities.find(db, 'WHERE t.position_id = ANY($1) ORDER BY t.valid_from DESC, t.id', [
      [position.id, ...(unitHead ? [unitHead.id] : [])],
    ]);
    const of = (id: string) => held.filter((authority) => authority.positionId === id);
    return {
      agency,
      position,
      superiorOfPosition: own?.superiorId ?? null,
      authorities: of(position.id),
      unitHead: unitHead ? { title: unitHead.title, authorities: of(unitHead.id) } : null,
    };
  }
}

const notAllowed = ({ capacity, on }: Pick<Question, 'capacity' | 'on'>, rule: string, whyVi: string) =>
  directory.refuseDirectory('DIRECTORY.NO_AUTHORITY', { capacity: printed(capacity), on, rule, why: whyVi });

/** How a capacity is spoken of: `TM_KT` is "TM., KT.". */
const printed = (capacity: Question['capacity']): string =>
  capacity && capacity !== 'direct' ? `${capacity.split('_').join('., ')}.` : 'trực tiếp';
