import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import type { IncomingFields, ReadUpload } from './incoming';

export type PaperCheck = Schemas['PaperCheck'];
export type UnopenedLetter = Schemas['UnopenedLetter'];

interface PaperArrival {
  ticket: string;
  fields: IncomingFields;
  check: PaperCheck;
  letterId: string | undefined;
  read: ReadUpload | null;
}

export const receivePaper = ({ ticket, fields, check, letterId, read }: PaperArrival) =>
  answerOf(
    api.POST('/api/incoming/paper', {
      body: {
        ...{ ticket, fields, check },
        ...(letterId ? { letterId } : {}),
        ...(read?.printedSender ? { printedSender: read.printedSender } : {}),
      },
    }),
  );

export const passUnopened = (envelope: { senderName: string; addressee: string; numberOnEnvelope: string | null }) =>
  answerOf(api.POST('/api/incoming/letters', { body: envelope }));

export const useLetters = () =>
  useQuery({
    queryKey: ['incoming', 'letters'],
    queryFn: async () => (await answerOf(api.GET('/api/incoming/letters'))).letters,
  });
