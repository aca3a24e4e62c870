import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';
import { findAgencies, useOwnAgency } from '../../../shared/api/directory';
import { useSession } from '../../../shared/session/session';

export type Recipient = Schemas['Recipient'];
export type Addressee = Schemas['Addressee'];
export type RecipientGroup = Schemas['RecipientGroup'];

/** The same recipient twice is one: words are compared without case, as a reader compares them. */
export const keyOf = (one: Recipient): string => {
  if (one.kind === 'agency') return one.agencyId;
  if (one.kind === 'unit') return one.unitId;
  return one.kind === 'person' ? one.personId : one.name.normalize('NFC').toLocaleLowerCase('vi');
};

export function withMore(chosen: readonly Recipient[], more: readonly Recipient[]): Recipient[] {
  const known = new Set(chosen.map(keyOf));
  return [...chosen, ...more.filter((one) => !known.has(keyOf(one)) && known.add(keyOf(one)))];
}

/** Members of a group: persons are chosen for one document and never kept in a group. */
export const addressees = (chosen: readonly Recipient[]): Addressee[] =>
  chosen.flatMap((one) => (one.kind === 'person' ? [] : [one]));

const GROUPS = ['directory', 'recipient-groups'];

export const useRecipientGroups = () =>
  useQuery({
    queryKey: GROUPS,
    queryFn: async () => (await answerOf(api.GET('/api/directory/recipient-groups'))).groups,
  });

type GroupAct =
  | {
      act: 'save';
      group: Paths['/api/directory/recipient-groups']['post']['requestBody']['content']['application/json'];
    }
  | { act: 'remove'; groupId: string };

export function useGroupAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: GroupAct): Promise<unknown> =>
      input.act === 'save'
        ? answerOf(api.POST('/api/directory/recipient-groups', { body: input.group }))
        : answerOf(
            api.POST('/api/directory/recipient-groups/{groupId}/remove', {
              params: { path: { groupId: input.groupId } },
            }),
          ),
    onSettled: () => queries.invalidateQueries({ queryKey: GROUPS }),
  });
}

export const readBlock = async (block: string): Promise<Addressee[]> =>
  (await answerOf(api.POST('/api/directory/read-recipients', { body: { block } }))).recipients;

/** Agencies directly under one, or under none (`top`). */
export async function agenciesUnder(under: string): Promise<Addressee[]> {
  const { agencies } = await answerOf(api.GET('/api/directory/agencies', { params: { query: { under, limit: 500 } } }));
  return agencies
    .filter(({ validTo }) => validTo === null)
    .map(({ id, name }) => ({ kind: 'agency', agencyId: id, name }));
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();

/**
 * What the words typed so far may mean: groups and own units that have them all, agencies that the directory finds; `settled` once it
 * has answered for these very words.
 */
export function useSuggestions(typed: string) {
  const { agencyId } = useSession().position;
  const text = useDeferredValue(typed.trim());
  const groups = useRecipientGroups().data ?? [];
  const units = useOwnAgency().data?.units ?? [];
  const agencies = useQuery({
    queryKey: ['directory', 'find', text],
    enabled: text !== '',
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: () => findAgencies(text),
  });
  if (text === '') return { groups: [], units: [], agencies: [], settled: false };
  const words = folded(text).split(/\s+/);
  const fits = ({ name }: { name: string }) => words.every((word) => folded(name).includes(word));
  // What was found for other words may still be here: Enter must never take an agency that does not fit what stands in the box.
  const settled = text === typed.trim() && !agencies.isPlaceholderData && !agencies.isPending;
  const working = (agencies.data ?? []).filter(
    (one) => one.id !== agencyId && one.validTo === null && (settled || fits(one)),
  );
  return { groups: groups.filter(fits), units: units.filter(fits), agencies: working, settled };
}
