import { Injectable } from '@nestjs/common';
import { directory, type InputOf } from '@vanthu/contracts';
import { type Answer, Handles } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { fold, wordPatterns } from '../../domain/fold.js';
import { agencies } from '../../store/tables.js';

/** The type-ahead: every word typed begins a word of the name or the code, with or without diacritics. */
@Injectable()
export class FindAgenciesHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.FindAgencies)
  async handle({
    text,
    ids,
    under,
    limit,
  }: InputOf<typeof directory.FindAgencies>): Promise<Answer<typeof directory.FindAgencies>> {
    // Names that begin with what was typed come first, then those served here, then the alphabet.
    const found = await agencies.find(
      this.transactions,
      `WHERE t.name_folded LIKE ALL ($1::text[]) AND ($2::uuid[] IS NULL OR t.id = ANY($2))
         AND ($5::text IS NULL OR coalesce(t.superior_id::text, 'top') = $5)
       ORDER BY starts_with(t.name_folded, ' ' || $3) DESC, t.hosted DESC, t.name_folded, t.id LIMIT $4`,
      [wordPatterns(text), ids ?? null, fold(text), limit, under ?? null],
    );
    return { agencies: found };
  }
}
