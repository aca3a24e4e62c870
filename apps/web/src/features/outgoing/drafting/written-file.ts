import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import { upload } from '../../../shared/api/upload';
import type { OutgoingDetail } from '../api/outgoing';

export type WrittenFile = Schemas['WrittenFile'];
export type Place = Schemas['FilePlace'];
export type TakenField = 'kind' | 'abstract' | 'signer' | 'recipients' | 'urgency';

/** The file of the version that stands now; asked only when it is one. */
export const useWrittenFile = (document: OutgoingDetail, isWritten: boolean) =>
  useQuery({
    queryKey: ['outgoing', document.id, 'written-file', document.version],
    enabled: isWritten,
    retry: false,
    placeholderData: (before) => before,
    queryFn: () =>
      answerOf(
        api.GET('/api/outgoing/documents/{documentId}/written-file', { params: { path: { documentId: document.id } } }),
      ),
  });

type WrittenAct =
  | { act: 'take'; file: File }
  | { act: 'move'; places: Pick<Place, 'name' | 'page' | 'rect'>[] }
  | { act: 'take-over'; fields: TakenField[] };

/** Each makes a further version. */
export function useWrittenAct({ id: documentId, version }: OutgoingDetail) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input: WrittenAct): Promise<unknown> => {
      const params = { params: { path: { documentId } } };
      if (input.act === 'take') {
        const { ticket } = await upload(input.file, /\.docx?$/i.test(input.file.name) ? 'word' : 'pdf');
        const body = { version, ticket };
        return answerOf(api.POST('/api/outgoing/documents/{documentId}/written-file', { ...params, body }));
      }
      if (input.act === 'move') {
        const body = { version, places: input.places };
        return answerOf(api.PUT('/api/outgoing/documents/{documentId}/written-file/places', { ...params, body }));
      }
      const body = { version, fields: input.fields };
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/written-file/take-over', { ...params, body }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}
