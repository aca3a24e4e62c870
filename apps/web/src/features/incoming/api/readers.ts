import { answerOf, api } from '../../../shared/api/client';

export interface ReadersChange {
  readonly grant?: string[];
  readonly withdraw?: string[];
  readonly reason: string;
  /** Sent again with what was warned of. */
  readonly confirmed: boolean;
}

const at = (documentId: string) => ({ params: { path: { documentId } } });

export const readersOf = async (documentId: string) =>
  (await answerOf(api.GET('/api/routing/documents/{documentId}/readers', at(documentId)))).readers;

export const setReaders = (documentId: string, { grant = [], withdraw = [], reason, confirmed }: ReadersChange) =>
  answerOf(
    api.POST('/api/routing/documents/{documentId}/readers', {
      ...at(documentId),
      body: { grant, withdraw, reason, confirmed },
    }),
  );
