import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'react-router';

const narrowNames = ['loai', 'khan', 'so', 'tu', 'den'] as const;
/** Kind, urgency, number, first and last day. */
export type NarrowName = (typeof narrowNames)[number];
type Name = 'q' | 'trang-thai' | 'cua-toi' | NarrowName;

/** How each list was left. */
const left = new Map<string, string>();

/** A list as it was left: whoever comes back from a document finds the same rows. */
export const listAsLeft = (path: string): string => path + (left.get(path) ?? '');

/** Filters live in the address, so that a list can be sent to a colleague and "back" keeps it. */
export function useListFilters() {
  const [parameters, setParameters] = useSearchParams();
  const { pathname, search } = useLocation();
  useEffect(() => void left.set(pathname, search), [pathname, search]);
  const set = (changes: Partial<Record<Name, string>>) =>
    setParameters(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(changes)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  return {
    text: parameters.get('q') ?? '',
    state: parameters.get('trang-thai') ?? '',
    mine: parameters.get('cua-toi') === '1',
    narrow: Object.fromEntries(narrowNames.map((name) => [name, parameters.get(name) ?? ''])) as Record<
      NarrowName,
      string
    >,
    /** Those of them that are set. */
    narrowed: narrowNames.filter((name) => parameters.has(name)),
    set,
    clear: () => set({ q: '', 'trang-thai': '', loai: '', khan: '', so: '', tu: '', den: '' }),
  };
}

/** The filters as the list asks for them; what the address has of another shape is not asked. */
export function askedOf({ loai, khan, so, tu, den }: Record<NarrowName, string>) {
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  const urgency = (['normal', 'urgent', 'very-urgent', 'express'] as const).find((one) => one === khan);
  return {
    ...(loai ? { kind: loai } : {}),
    ...(urgency ? { urgency } : {}),
    ...(/^[1-9]\d{0,8}$/.test(so) ? { number: Number(so) } : {}),
    ...(isDay(tu) ? { from: tu } : {}),
    ...(isDay(den) ? { to: den } : {}),
  };
}
export type Asked = ReturnType<typeof askedOf>;
