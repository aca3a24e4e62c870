import { type ReactNode, useState } from 'react';
import type { PageBox } from '../../../shared/pdf/page-boxes';
import type { OutgoingDetail } from '../api/outgoing';
import { PlaceGhosts } from './place-ghosts';
import { remarkBoxes } from './remarks';
import { useReview } from './review';
import { WrittenCard } from './written-card';
import { type Place, useWrittenFile } from './written-file';

const beforeSignature: readonly string[] = ['draft', 'submitted', 'content-checked', 'form-checked'];

interface WrittenView {
  /** Faults of the layout, at their places. */
  boxes: PageBox[];
  /** What lies over a page. */
  overlay: ((page: number) => ReactNode) | undefined;
  card: ReactNode;
}

/** A version that was written in Word or brought as PDF: its places over the pages, and what is told of it beside them. */
export function useWrittenView(document: OutgoingDetail): WrittenView {
  const isOpen = document.tookPart && beforeSignature.includes(document.state);
  const review = useReview(document.id, isOpen);
  const source = review.data?.versions.find((one) => one.isCurrent)?.source ?? null;
  const written = useWrittenFile(document, isOpen && source !== null);
  const [moved, setMoved] = useState<{ version: number; places: readonly Place[] } | null>(null);
  const [isMoving, setMoving] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const file = source === null ? undefined : written.data;
  if (!isOpen) return { boxes: [], overlay: undefined, card: null };
  // What was moved belongs to the version it was moved on.
  const changed = moved?.version === document.version ? moved.places : null;
  const places = changed ?? file?.places ?? [];
  const move = (name: string, to: { page: number; x: number; y: number }) =>
    setMoved({ version: document.version, places: movedAlong(places, name, to) });
  const card = (
    <WrittenCard
      {...{ document, file, isMoving, onMoving: setMoving, onChoose: setChosen }}
      moved={changed}
      onDrop={() => setMoved(null)}
    />
  );
  if (!file) return { boxes: [], overlay: undefined, card };
  const overlay = (page: number) => (
    <PlaceGhosts {...{ page, pages: file.pages, places }} mayMove={isMoving && file.mayChange} onMove={move} />
  );
  return { boxes: remarkBoxes(file, chosen), overlay, card };
}

/** The seal goes with the signature that it lies on; alone it moves by itself. */
function movedAlong(places: readonly Place[], name: string, to: { page: number; x: number; y: number }): Place[] {
  const own = places.find((place) => place.name === name);
  const carries = own === places.findLast((place) => place.kind === 'signature');
  return places.map((place) => {
    const goes = place === own || (carries && place.kind === 'seal');
    if (!own || !goes) return place;
    const rect = { ...place.rect, x: place.rect.x + to.x - own.rect.x, y: place.rect.y + to.y - own.rect.y };
    return { ...place, page: to.page, rect };
  });
}
