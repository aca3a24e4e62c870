import { Injectable } from '@nestjs/common';
import { directory, type InputOf } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { z } from 'zod';
import { wordPatterns } from '../../domain/fold.js';

const Rows = z.array(directory.PersonInPosition);

/** People of an agency with the positions they hold on a day. */
@Injectable()
export class FindPeopleHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.FindPeople)
  async handle(
    { agencyId, role, unitId, text, on, limit }: InputOf<typeof directory.FindPeople>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.FindPeople>> {
    const rows = await this.transactions.query(
      `SELECT person.id AS "personId", person.full_name AS "fullName", p.id AS "positionId", p.title, p.level, p.roles,
              p.unit_id AS "unitId", unit.name AS "unitName"
         FROM position p JOIN person ON person.id = p.person_id LEFT JOIN unit ON unit.id = p.unit_id
        WHERE p.agency_id = $1 AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)
          AND ($3::text IS NULL OR $3 = ANY(p.roles)) AND ($4::uuid IS NULL OR p.unit_id = $4)
          AND person.name_folded LIKE ALL ($5::text[])
        ORDER BY array_position(ARRAY['head','acting-head','deputy-in-charge','deputy','unit-head','unit-deputy'], p.level)
                 NULLS LAST, unit.name NULLS FIRST, person.name_folded, p.id
        LIMIT $6`,
      [agencyId, on ?? ctx.today(), role ?? null, unitId ?? null, wordPatterns(text), limit],
    );
    return { people: Rows.parse(rows) };
  }
}
