import { useMutation } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import { upload } from '../../../shared/api/upload';
import type { DraftForm } from '../api/draft-form';

export type LayoutCheck = Schemas['LayoutCheck'];

/** Hands the browser a file that came as an answer. */
function save({ name, mediaType, base64 }: Schemas['WordFile']): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by the time the next task runs.
  setTimeout(() => URL.revokeObjectURL(address));
}

export type WordWanted = { documentId: string } | { kind: string; abstract?: string; signerPositionId?: string };

/** "Tải mẫu Word": of a kind with its heads filled, or a draft as it stands. */
export const useWord = () =>
  useMutation({
    mutationFn: async (wanted: WordWanted) =>
      save(
        await ('documentId' in wanted
          ? answerOf(api.GET('/api/outgoing/documents/{documentId}/word', { params: { path: wanted } }))
          : answerOf(api.GET('/api/outgoing/word-template', { params: { query: wanted } }))),
      ),
  });

/** A draft with its data and without its text, which is written in Word and brought as a file. */
export const useWordDraft = (onDone: (documentId: string) => void) =>
  useMutation({
    mutationFn: ({ form, answers }: { form: DraftForm; answers: string | null }) => {
      const {
        kind,
        abstract,
        urgency,
        signerPositionId,
        road,
        headDecidesAlone = false,
        advisoryBody,
        recipients = [],
      } = form;
      const body = {
        kind,
        abstract,
        urgency,
        signerPositionId,
        road,
        headDecidesAlone,
        advisoryBody,
        recipients,
        answers,
      };
      return answerOf(api.POST('/api/outgoing/word-drafts', { body: { ...body, field: null } }));
    },
    onSuccess: ({ id }) => onDone(id),
  });

/** What the checker says of a file; it is uploaded for that alone. */
export const useLayoutCheck = () =>
  useMutation({
    mutationFn: async (file: File): Promise<LayoutCheck> => {
      const { ticket } = await upload(file, /\.docx$/i.test(file.name) ? 'word' : 'pdf');
      return answerOf(api.POST('/api/outgoing/layout-check', { body: { ticket } }));
    },
  });
