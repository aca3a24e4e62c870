import { useQuery } from '@tanstack/react-query';
import { answerOf, api, RequestProblem, type Schemas } from '../../../shared/api/client';
import * as requests from './incoming';

/** What the clerk has to decide about, most urgent first: checked documents, and those whose check is still running. */
export const useDesk = () =>
  useQuery({
    queryKey: ['incoming', 'desk'],
    queryFn: async () =>
      (await answerOf(api.GET('/api/incoming/documents', { params: { query: { state: 'checked', limit: 200 } } })))
        .items,
  });

/** Milliseconds between two attempts: the number is told to routing by an event. */
const followMs = 60;
const attempts = 80;

/** Vào sổ và trình: the number, then the submission as soon as routing knows of the number. */
export async function registerAndSubmit(
  documentId: string,
  fields: requests.IncomingFields,
  to: {
    positionId: string;
    reason: string | undefined;
    paperLine: { number: number; arrivedOn: string } | undefined;
    proposal: Schemas['DirectionInput'] | null;
  },
): Promise<number> {
  const { arrivalNumber } = await requests.register(documentId, fields, to.reason, to.paperLine);
  for (let attempt = 1; ; attempt++) {
    try {
      await requests.submit(documentId, to.positionId, to.proposal);
      return arrivalNumber;
    } catch (problem) {
      const early = problem instanceof RequestProblem && problem.refusal.code === 'ROUTING.NOT_REGISTERED';
      if (!early || attempt >= attempts) throw problem;
      await new Promise((resolve) => setTimeout(resolve, followMs));
    }
  }
}
