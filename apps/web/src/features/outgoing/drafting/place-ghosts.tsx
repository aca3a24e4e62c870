import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place, WrittenFile } from './written-file';

interface PlaceGhostsProps {
  /** From 1. */
  page: number;
  pages: WrittenFile['pages'];
  places: readonly Place[];
  mayMove: boolean;
  onMove: (name: string, to: { page: number; x: number; y: number }) => void;
}

const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Millimetres of one key, and of one with Shift. */
const step = { fine: 0.5, far: 5 } as const;

/** Number, date, signatures and seal as they will lie on this page: moved by mouse, finger or keys. */
export function PlaceGhosts({ page, pages, places, mayMove, onMove }: PlaceGhostsProps) {
  const sheet = pages.find((one) => one.number === page);
  if (!sheet) return null;
  const here = places.filter((place) => place.page === page);
  return here.map((place) => (
    <Ghost
      key={place.name}
      {...{ place, sheet, onMove }}
      mayMove={mayMove && !place.isFixed}
      lastPage={pages.at(-1)?.number ?? page}
    />
  ));
}

interface GhostProps extends Pick<PlaceGhostsProps, 'mayMove' | 'onMove'> {
  place: Place;
  sheet: WrittenFile['pages'][number];
  lastPage: number;
}

function Ghost({ place, sheet, lastPage, mayMove, onMove }: GhostProps) {
  const { t } = useTranslation();
  const { name, kind, page, rect } = place;
  const grip = useRef<{ x: number; y: number } | null>(null);
  const inside = (x: number, y: number, on = page) =>
    onMove(name, {
      page: on,
      x: Math.min(Math.max(0, x), sheet.widthMm - rect.width),
      y: Math.min(Math.max(0, y), sheet.heightMm - rect.height),
    });
  const press = (event: KeyboardEvent) => {
    const way = steps[event.key];
    const turn = event.key === 'PageUp' ? -1 : event.key === 'PageDown' ? 1 : 0;
    if (!mayMove || (!way && turn === 0)) return;
    event.preventDefault();
    if (way) {
      const size = event.shiftKey ? step.far : step.fine;
      inside(rect.x + way[0] * size, rect.y + way[1] * size);
      // Number and date stand on page 1.
    } else if (kind === 'signature' || kind === 'seal')
      inside(rect.x, rect.y, Math.min(Math.max(1, page + turn), lastPage));
  };
  const toMm = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!box) return null;
    return {
      x: ((event.clientX - box.left) / box.width) * sheet.widthMm,
      y: ((event.clientY - box.top) / box.height) * sheet.heightMm,
    };
  };
  const style = {
    left: percent(rect.x, sheet.widthMm),
    top: percent(rect.y, sheet.heightMm),
    width: percent(rect.width, sheet.widthMm),
    height: percent(rect.height, sheet.heightMm),
  };
  const label = t(`drafting.written.places.${kind}`);
  if (!mayMove)
    return (
      <div className="vt-ghost" data-kind={kind} style={style}>
        <span>{label}</span>
      </div>
    );
  const at = { x: Math.round(rect.x), y: Math.round(rect.y), page };
  return (
    <button
      type="button"
      className="vt-ghost"
      data-kind={kind}
      data-unsettled={!place.isFound || undefined}
      style={style}
      aria-label={t('drafting.written.placeAt', { ...at, name: label })}
      onKeyDown={press}
      onPointerDown={(event) => {
        const point = toMm(event);
        if (!point) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: point.x - rect.x, y: point.y - rect.y };
      }}
      onPointerMove={(event) => {
        const point = grip.current && toMm(event);
        if (point && grip.current) inside(point.x - grip.current.x, point.y - grip.current.y);
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
    >
      <span>{label}</span>
    </button>
  );
}
