import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import { openActivation } from '../../../shared/api/seal-pin';

export type ClosedRegister = Schemas['ClosedRegister'];
export type Book = 'outgoing' | 'incoming';
export interface Period {
  from: string;
  to: string;
}

/** Milliseconds between two looks while a signature is on its way. */
const lookEveryMs = 1500;

export const useClosed = (book: Book, year: number) =>
  useQuery({
    queryKey: [book, 'closed-registers', year],
    queryFn: () => {
      const query = { params: { query: { year } } };
      return answerOf(
        book === 'outgoing'
          ? api.GET('/api/outgoing/register/closed', query)
          : api.GET('/api/incoming/register/closed', query),
      );
    },
    refetchInterval: ({ state }) =>
      state.data?.registers.some(({ seal }) => seal.state === 'waiting') ? lookEveryMs : false,
  });

/** Whatever came of it, the screens ask again. */
export function useClosingAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === 'closed-registers' }),
  });
}

export const closeRegister = ({ book, ...body }: Period & { book: Book; volume: string }) =>
  answerOf(
    book === 'outgoing'
      ? api.POST('/api/outgoing/register/closed', { body })
      : api.POST('/api/incoming/register/closed', { body }),
  );

/** The agency's key is opened for this very file, and signs nothing else. */
export async function sealRegister({ book, closed, pin }: { book: Book; closed: ClosedRegister; pin: string }) {
  const manifestHash = closed.file?.manifestHash ?? '';
  const { activationId } = await openActivation('organisation', pin, [{ documentId: closed.id, manifestHash }]);
  const order = { params: { path: { closedId: closed.id } }, body: { manifestHash, activationId } };
  return answerOf(
    book === 'outgoing'
      ? api.POST('/api/outgoing/register/closed/{closedId}/seal', order)
      : api.POST('/api/incoming/register/closed/{closedId}/seal', order),
  );
}

export const closedFile = (book: Book, { id }: ClosedRegister, act: 'view' | 'download'): string =>
  `/api/${book}/register/closed/${id}/file?act=${act}`;
