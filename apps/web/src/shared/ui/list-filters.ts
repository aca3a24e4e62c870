import { useSearchParams } from 'react-router';

type Name = 'q' | 'trang-thai' | 'cua-toi';

/** Filters live in the address, so that a list can be sent to a colleague and "back" keeps it. */
export function useListFilters() {
  const [parameters, setParameters] = useSearchParams();
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
