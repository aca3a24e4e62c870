import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'react-router';

type Name = 'q' | 'trang-thai' | 'cua-toi';

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
    set,
  };
}
