import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';

export type Report = NonNullable<ReturnType<typeof useReport>['data']>;
export type Inputs = NonNullable<ReturnType<typeof useReportInputs>['data']>;
export type Input = Schemas['ReportInput'];
export type Block = Schemas['BodyBlock'];
export type ImportedRow = Schemas['ImportedRow'];
export const FORMATS = ['pdf', 'docx', 'xlsx', 'csv'] as const;

const path = (period: string) => ({ params: { path: { period } } });

/** As the figures stand, or as they stood when the period was closed. */
export type Moment = 'today' | 'cut-off';

/** What a report is about. */
export const KINDS = ['reform', 'coverage', 'volumes', 'resolution', 'outputs'] as const;
export type Kind = (typeof KINDS)[number];

export const useReport = (period: string, kind: Kind, at: Moment) =>
  useQuery({
    queryKey: ['stats', 'report', period, kind, at],
    queryFn: () =>
      answerOf(api.GET('/api/stats/reports/{period}', { params: { path: { period }, query: { kind, at } } })),
  });

export type Snapshot = NonNullable<ReturnType<typeof useSnapshot>['data']>;
export const useSnapshot = (period: string) =>
  useQuery({
    queryKey: ['stats', 'snapshot', period],
    queryFn: () => answerOf(api.GET('/api/stats/reports/{period}/snapshot', path(period))),
  });

export function useClosePeriod(period: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.POST('/api/stats/reports/{period}/close', path(period))),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['stats'] }),
  });
}

export const useReportInputs = (period: string) =>
  useQuery({
    queryKey: ['stats', 'report-inputs', period],
    queryFn: () => answerOf(api.GET('/api/stats/reports/{period}/inputs', path(period))),
  });

export const reportFile = (period: string, kind: Kind, format: string, at: Moment): string =>
  `/api/stats/reports/${period}/file?${new URLSearchParams({ kind, format, at })}`;
export const templateFile = (period: string): string => `/api/stats/reports/${period}/file?format=xlsx&what=template`;

export interface Entry {
  code: string;
  value: string;
  source: string;
  providedBy: string;
  revision: number;
}

export function useEnterInputs(period: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (entries: Entry[]) =>
      answerOf(api.POST('/api/stats/reports/{period}/inputs', { ...path(period), body: { entries } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['stats'] }),
  });
}

export function useImportInputs(period: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, apply }: { file: File; apply: boolean }) => {
      const body = { file: await base64Of(file), apply };
      return answerOf(api.POST('/api/stats/reports/{period}/inputs/import', { ...path(period), body }));
    },
    onSuccess: ({ applied }) => (applied ? queries.invalidateQueries({ queryKey: ['stats'] }) : undefined),
  });
}

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** The report as a draft of the agency: from there on it is an outgoing document like any other. */
export const draftReport = (report: Report, signerPositionId: string) =>
  answerOf(
    api.POST('/api/outgoing/documents', {
      body: {
        kind: 'bao-cao',
        abstract: report.abstract,
        signerPositionId,
        recipients: [],
        body: { form: 'general', blocks: report.blocks },
      },
    }),
  );
