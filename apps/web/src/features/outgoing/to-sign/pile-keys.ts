import { useEffect } from 'react';

/** Where a key already means something else. */
const TAKEN = 'input, textarea, select, button, a, summary, [role="dialog"], [role="checkbox"], [contenteditable]';

/** Its buttons choose what stands beside; there the keys of the pile are meant. */
const PILE = '.vt-pile';

/** Keys for going through a pile: each does what its button says, as long as nothing else has the keyboard. */
export function usePileKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = keys[event.key];
      const { target } = event;
      if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
      if (target instanceof Element && target.closest(TAKEN) && !target.closest(PILE)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keys]);
}
