import { Injectable } from '@nestjs/common';
import { commonRefusals, directory, type InputOf, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { changed, rowsOf, Transactions } from '@vanthu/persistence';

const most = 50;
const notFound = () => refuser(commonRefusals)('REQUEST.NOT_FOUND');

/** Searches that a person keeps; nobody sees another's. */
@Injectable()
export class SavedSearchesHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
  ) {}

  @Handles(directory.FindSavedSearches)
  async find(
    { list }: InputOf<typeof directory.FindSavedSearches>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.FindSavedSearches>> {
    const { actor } = ctx;
    if (actor === null) return notFound();
    const searches = await this.transactions.run((tx) =>
      rowsOf(
        tx,
        directory.SavedSearch,
        'SELECT id, list, name, query FROM saved_search WHERE person_id = $1 AND list = $2 ORDER BY name',
        [actor.personId, list],
      ),
    );
    return { searches };
  }

  @Handles(directory.SaveSearch)
  save(input: InputOf<typeof directory.SaveSearch>, ctx: RequestContext): Promise<Answer<typeof directory.SaveSearch>> {
    return this.commands.run(directory.SaveSearch, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      const { personId } = ctx.actor;
      const { list, name, query } = input;
      // Locked: two windows that save at once do not pass the bound together.
      await tx.query('SELECT FROM person WHERE id = $1 FOR UPDATE', [personId]);
      const [saved] = await rowsOf(
        tx,
        directory.SavedSearch,
        `INSERT INTO saved_search (id, person_id, list, name, query)
         SELECT $1, $2::uuid, $3, $4, $5
          WHERE (SELECT count(*) FROM saved_search WHERE person_id = $2 AND list = $3 AND name <> $4) < ${most}
         ON CONFLICT (person_id, list, name) DO UPDATE SET query = EXCLUDED.query RETURNING id, list, name, query`,
        [uuidV5(ctx.commandId, 'saved-search'), personId, list, name, query],
      );
      return saved ?? directory.refuseDirectory('DIRECTORY.TOO_MANY_SEARCHES', { most });
    });
  }

  @Handles(directory.RemoveSavedSearch)
  remove(
    input: InputOf<typeof directory.RemoveSavedSearch>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.RemoveSavedSearch>> {
    return this.commands.run(directory.RemoveSavedSearch, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      const own = [input.searchId, ctx.actor.personId];
      const count = await changed(tx, 'DELETE FROM saved_search WHERE id = $1 AND person_id = $2', own);
      return count === 1 ? input : directory.refuseDirectory('DIRECTORY.NO_SUCH_SEARCH');
    });
  }
}
