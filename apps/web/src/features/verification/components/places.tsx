import { Button } from 'antd';
import i18next from 'i18next';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boxElementId, type PageBox } from '../../../shared/pdf/page-boxes';
import type { Signature, Verification } from '../api/verification';

type Place = NonNullable<Signature['place']>;

/** Gives the button that leads from a sentence to the place on the page that it speaks of. */
export interface Pointer {
  button(id: string, place: Place): ReactNode;
}

/** One frame for each place: what is forbidden before what is allowed, and a signature before both. */
function boxesOf(verification: Verification, chosen: string | null): PageBox[] {
  const boxes = new Map<string, Omit<PageBox, 'isChosen'>>();
  const add = (id: string, { page, rect }: Place, kind: PageBox['kind'], label: string) => {
    const key = `${page} ${rect.join(' ')}`;
    const known = boxes.get(key);
    if (!known || (kind === 'forbidden' && known.kind !== 'forbidden')) boxes.set(key, { id, page, rect, kind, label });
  };
  verification.signatures.forEach(({ place }, index) => {
    if (place)
      add(`signature-${index}`, place, 'signature', i18next.t('verification.box.signature', { number: index + 1 }));
  });
  verification.signatures.forEach(({ changes }, index) => {
    changes.forEach(({ place, level }, number) => {
      const kind = level === 'forbidden' ? 'forbidden' : 'allowed';
      if (place) add(`change-${index}-${number}`, place, kind, i18next.t(`verification.box.${kind}`));
    });
  });
  verification.marks.forEach(({ place, kindVi }, index) => {
    if (place) add(`mark-${index}`, place, 'allowed', kindVi);
  });
  return [...boxes.values()].map((box) => ({ ...box, isChosen: `${box.page} ${box.rect.join(' ')}` === chosen }));
}

/** The frames to draw over the pages, and the buttons that lead to them. */
export function usePlaces(verification: Verification): { boxes: readonly PageBox[]; pointTo: Pointer } {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const boxes = useMemo(() => boxesOf(verification, chosen), [verification, chosen]);
  const lead = ({ page, rect }: Place) => {
    const key = `${page} ${rect.join(' ')}`;
    setChosen(key);
    const box = boxes.find((one) => `${one.page} ${one.rect.join(' ')}` === key);
    if (box) document.getElementById(boxElementId(box.id))?.scrollIntoView({ block: 'center' });
  };
  return {
    boxes,
    pointTo: {
      button: (id, place) => (
        <Button key={id} type="link" size="small" onClick={() => lead(place)}>
          {t('verification.onPage', { page: place.page })}
        </Button>
      ),
    },
  };
}
