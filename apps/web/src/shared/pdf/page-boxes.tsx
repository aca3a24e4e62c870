import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';

/** Something to point at on a page. */
export interface PageBox {
  id: string;
  /** From 1. */
  page: number;
  /** Points of the page, from the left bottom corner: left, bottom, right, top. */
  rect: readonly [number, number, number, number];
  kind: 'signature' | 'forbidden' | 'allowed';
  label: string;
  /** The one that was just asked for. */
  isChosen: boolean;
  /** Its words stand in the frame, which is empty: above it something is printed. */
  isEmpty?: boolean;
}

type Placed = { left: string; top: string; width: string; height: string };

/** The frame of one box in the document, for whoever wants to scroll to it. */
export const boxElementId = (id: string): string => `page-box-${id}`;

/** Frames over a page, each with its words: what is told apart by colour is told apart by words as well. */
export function PageBoxes({
  pdf,
  number,
  boxes,
}: {
  pdf: PDFDocumentProxy;
  number: number;
  boxes: readonly PageBox[];
}) {
  const [place, setPlace] = useState<((rect: PageBox['rect']) => Placed) | null>(null);
  useEffect(() => {
    let gone = false;
    pdf.getPage(number).then(
      (page) => {
        if (gone) return;
        const viewport = page.getViewport({ scale: 1 });
        const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
        setPlace(() => (rect: PageBox['rect']) => {
          const [x1, y1, x2, y2] = viewport.convertToViewportRectangle([...rect]) as [number, number, number, number];
          return {
            left: percent(Math.min(x1, x2), viewport.width),
            top: percent(Math.min(y1, y2), viewport.height),
            width: percent(Math.abs(x2 - x1), viewport.width),
            height: percent(Math.abs(y2 - y1), viewport.height),
          };
        });
      },
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [pdf, number]);
  if (!place) return null;
  return boxes.map(({ id, rect, kind, label, isChosen, isEmpty }) => (
    <div
      key={id}
      id={boxElementId(id)}
      className="vt-box"
      data-kind={kind}
      data-chosen={isChosen || undefined}
      data-inside={isEmpty || undefined}
      style={place(rect)}
    >
      <span>{label}</span>
    </div>
  ));
}
