import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import type { PageBox } from '../../../shared/pdf/page-boxes';
import type { FormName } from '../api/body-forms';
import { type DraftForm, draftOf } from '../api/draft-form';

export type PreviewRemark = Schemas['PreviewRemark'];
type Preview = Schemas['DraftPreview'];
type Body = Schemas['UnfinishedBody'];

const LIVE: readonly FormName[] = ['letter', 'invitation', 'general'];

/** Short documents are written with their page beside them. */
export const isLive = (form: FormName): boolean => LIVE.includes(form);

/** Milliseconds without a keystroke before the page is laid out. */
const pauseMs = 400;

/** What is typed so far; pieces without words are left out until they have some. */
function unfinished(typed: DraftForm, field: string | null) {
  const draft = draftOf(typed);
  const body = draft.body as Body;
  const isWritten = (block: Schemas['BodyBlock']) =>
    block.type === 'table'
      ? block.rows.length > 0 && block.header.every(Boolean)
      : Boolean(block.text || titleOf(block));
  return {
    kind: draft.kind,
    abstract: draft.abstract ?? '',
    urgency: draft.urgency,
    body: body.form === 'general' ? { ...body, blocks: (body.blocks ?? []).filter(isWritten) } : body,
    field,
    signerPositionId: draft.signerPositionId ?? null,
    headDecidesAlone: draft.headDecidesAlone,
    advisoryBody: draft.advisoryBody,
    road: draft.road,
    recipients: draft.recipients,
  };
}

const titleOf = (block: Schemas['BodyBlock']): string | undefined => ('title' in block ? block.title : undefined);

/** The page as the server lays it out. An answer to an earlier text is not waited for and never shown over a later one. */
export function useLivePage(typed: DraftForm | undefined, field: string | null) {
  const wanted = typed?.kind && typed.body ? JSON.stringify(unfinished(typed, field)) : null;
  const asked = useSettled(wanted);
  const answer = useQuery({
    queryKey: ['live-page', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    // Pages of texts that are no longer there are not kept.
    gcTime: 0,
    retry: false,
    queryFn: ({ signal }) => answerOf(api.POST('/api/outgoing/preview', { body: JSON.parse(asked as string), signal })),
  });
  const base64 = answer.data?.base64;
  const pdf = useMemo(
    () => (base64 ? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer : null),
    [base64],
  );
  return {
    pdf,
    preview: answer.data ?? null,
    problem: answer.error,
    /** The page that is shown is not that of what is typed. */
    isBehind: asked !== wanted || answer.isPlaceholderData,
    again: answer.refetch,
  };
}

/** The value, once it has not changed for a moment; the first one at once. */
function useSettled(value: string | null): string | null {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === settled) return;
    const pause = setTimeout(() => setSettled(value), settled === null ? 0 : pauseMs);
    return () => clearTimeout(pause);
  }, [value, settled]);
  return settled;
}

const points = (mm: number): number => (mm * 72) / 25.4;

/** Frames of remarks in points from the left bottom corner, numbered as in the list: what is to be written, and what is wrong. */
export const boxesOf = ({ pages, remarks }: Preview, chosen: number | null): PageBox[] =>
  remarks.flatMap(({ page, rect, code }, index) => {
    const sheet = pages.find((one) => one.number === page);
    if (!sheet || !rect) return [];
    const top = points(sheet.heightMm) - points(rect.y);
    return [
      {
        ...{ id: `live-${index}`, page, label: String(index + 1), isChosen: index === chosen },
        kind: code === 'DRAFT.UNWRITTEN' ? ('signature' as const) : ('forbidden' as const),
        rect: [points(rect.x), top - points(rect.height), points(rect.x + rect.width), top] as const,
      },
    ];
  });
