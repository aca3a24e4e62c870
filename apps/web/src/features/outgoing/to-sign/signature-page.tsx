import { Card } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageBox } from '../../../shared/pdf/page-boxes';
import { type OpenPdf, type PdfSource, usePdf } from '../../../shared/pdf/pdf-document';
import { PdfPage } from '../../../shared/pdf/pdf-page';

/** Pixels: the page beside the list, whole, on a station and on a phone. */
const WIDTH = 280;

/** The page where the signature will stand, with its place, beside page 1 of the document: a signer looks at both. */
export function SignaturePage({ source, field, label }: { source: PdfSource; field: string; label: string }) {
  const { t } = useTranslation();
  const { opened } = usePdf(source);
  const place = useFieldPlace(opened, field);
  if (!opened || !place) return null;
  const box: PageBox = { id: 'signature-place', ...place, kind: 'signature', label, isChosen: true, isEmpty: true };
  const where = { page: place.page, pages: opened.pdf.numPages };
  return (
    <Card size="small" title={t('toSign.signaturePage', where)}>
      <PdfPage opened={opened} number={place.page} width={WIDTH} boxes={[box]} />
    </Card>
  );
}

type Place = Pick<PageBox, 'page' | 'rect'>;

function useFieldPlace(opened: OpenPdf | null, field: string): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    let gone = false;
    if (opened) {
      findField(opened, field).then(
        (found) => !gone && setPlace(found),
        () => {},
      );
    }
    return () => {
      gone = true;
    };
  }, [opened, field]);
  return place;
}

interface Widget {
  fieldName?: string;
  rect: [number, number, number, number];
}

/** From the last page: signatures stand at the end. */
async function findField({ pdf }: OpenPdf, field: string): Promise<Place | null> {
  for (let page = pdf.numPages; page >= 1; page--) {
    const widgets = (await (await pdf.getPage(page)).getAnnotations()) as Widget[];
    const found = widgets.find(({ fieldName }) => fieldName === field);
    if (found) return { page, rect: found.rect };
  }
  return null;
}
