import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Asks again for what is shown when the server says that something the person may read has changed. */
export function useLiveUpdates(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/live');
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('changed', () => {
      clearTimeout(timer);
      // Several events of one act arrive together.
      timer = setTimeout(() => void queries.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'session' }), 120);
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [queries]);
}
