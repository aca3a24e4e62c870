import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';

export type ApartSeries = Schemas['ApartSeries'] & { lastNumber: number; lastDate: string | null };

export interface ApartWish {
  kind: string;
  abstract?: string;
  signer: string;
  signedOn: string;
  recipients: string;
  copies: number;
}

export const useApartSeries = (year: number) =>
  useQuery({
    queryKey: ['outgoing', 'apart-series', year],
    queryFn: async () =>
      (await answerOf(api.GET('/api/outgoing/apart-series', { params: { query: { year } } }))).series,
  });

export const registerApart = ({ seriesCode, wish }: { seriesCode: string; wish: ApartWish }) =>
  answerOf(
    api.POST('/api/outgoing/apart-series/{seriesCode}/numbers', {
      params: { path: { seriesCode } },
      body: { ...wish, abstract: wish.abstract?.trim() || null },
    }),
  );

type Setting = Paths['/api/outgoing/apart-series']['post']['requestBody']['content']['application/json'];
export const setApartSeries = (body: Setting) => answerOf(api.POST('/api/outgoing/apart-series', { body }));

export const closeApartSeries = ({ seriesCode, decision }: { seriesCode: string; decision: string }) =>
  answerOf(
    api.POST('/api/outgoing/apart-series/{seriesCode}/close', { params: { path: { seriesCode } }, body: { decision } }),
  );
