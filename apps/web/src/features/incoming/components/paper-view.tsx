import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { Facts } from '../../../shared/ui/facts';
import type { IncomingDetail } from '../api/incoming';

/** The document; on paper the copy with the stamp "ĐẾN" first, and the scan as it was beside it. */
export function DocumentPages({ document, file }: { document: IncomingDetail; file: string }) {
  const { t } = useTranslation();
  const [original, setOriginal] = useState(false);
  const { stamped } = document;
  if (stamped === null || original)
    return (
      <div>
        {stamped && <WhichPages original={original} onChange={setOriginal} />}
        <PdfView source={`${file}?act=view`} downloadAddress={`${file}?act=download`} name={document.file.name} />
      </div>
    );
  const copy = `${file}?sha256=${stamped.sha256}`;
  return (
    <div>
      <WhichPages original={original} onChange={setOriginal} />
      <PdfView
        source={`${copy}&act=view`}
        downloadAddress={`${copy}&act=download`}
        name={t('incoming.paper.stamped')}
      />
    </div>
  );
}

function WhichPages({ original, onChange }: { original: boolean; onChange: (original: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Segmented
      aria-label={t('incoming.paper.shown')}
      style={{ marginBottom: 8 }}
      value={original ? 'original' : 'stamped'}
      onChange={(value) => onChange(value === 'original')}
      options={(['stamped', 'original'] as const).map((value) => ({ value, label: t(`incoming.paper.${value}`) }))}
    />
  );
}

/** What the clerk found on opening the envelope (Art. 21.1.a). */
export function PaperFacts({ paper }: { paper: NonNullable<IncomingDetail['paper']> }) {
  const { t } = useTranslation();
  const yes = (is: boolean) => t(is ? 'incoming.paper.yes' : 'incoming.paper.no');
  return (
    <Facts
      title={t('incoming.paper.card')}
      facts={[
        [t('incoming.paper.copies'), paper.copies],
        [t('incoming.paper.envelopeIntact'), yes(paper.envelopeIntact)],
        [t('incoming.paper.contentsMatch'), yes(paper.contentsMatch)],
        [t('incoming.paper.remark'), paper.remark],
        [
          t('incoming.paper.checker'),
          t('incoming.paper.checkedBy', { name: paper.checkedBy, at: formatInstant(paper.checkedAt) }),
        ],
      ]}
    />
  );
}
