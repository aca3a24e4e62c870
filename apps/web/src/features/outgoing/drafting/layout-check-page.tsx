import { Alert, Button, Card, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatDate } from '../../../shared/format/format';
import { boxElementId, type PageBox } from '../../../shared/pdf/page-boxes';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { Facts } from '../../../shared/ui/facts';
import { PageTitle } from '../../../shared/ui/page-title';
import { Loading, Problem } from '../../../shared/ui/states';
import { type LayoutCheck, useLayoutCheck } from './word';

type Remark = LayoutCheck['remarks'][number];

/** What Annex I asks of a page, held against a file of one's own: PDF with every remark at its place, or Word. */
export default function LayoutCheckPage() {
  const { t } = useTranslation();
  const check = useLayoutCheck();
  const [shown, setShown] = useState<ArrayBuffer | null>(null);
  const take = (file: File) => {
    setShown(null);
    check.mutate(file, {
      onSuccess: async ({ source }) => setShown(source === 'pdf' ? await file.arrayBuffer() : null),
    });
    return false;
  };
  return (
    <section>
      <div className="vt-bar">
        <PageTitle text={t('drafting.check.title')} />
        <Link to="/van-ban-di">{t('menu.outgoing')}</Link>
      </div>
      <p className="vt-quiet">{t('drafting.check.lead')}</p>
      <Upload accept=".pdf,.docx" maxCount={1} showUploadList={false} beforeUpload={take}>
        <Button type="primary" loading={check.isPending}>
          {t('drafting.check.choose')}
        </Button>
      </Upload>
      {check.isPending && <Loading text={t('drafting.check.reading')} />}
      {check.error && <Problem error={check.error} />}
      {check.data && !check.isPending && <Checked check={check.data} shown={shown} />}
    </section>
  );
}

function Checked({ check, shown }: { check: LayoutCheck; shown: ArrayBuffer | null }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<number | null>(null);
  const { remarks, fields } = check;
  const boxes = remarks.flatMap((remark, index) => boxOf(check, remark, index, chosen === index));
  const lead = (index: number) => {
    setChosen(index);
    document.getElementById(boxElementId(idOf(index)))?.scrollIntoView({ block: 'center' });
  };
  const missing = check.components.filter((one) => !one.isPresent).map((one) => one.nameVi);
  return (
    <div className="vt-desk" style={{ marginTop: 12 }}>
      {shown ? <PdfView source={shown} name={check.name} boxes={boxes} /> : <p>{check.name}</p>}
      <aside className="vt-aside">
        <Alert
          type={remarks.length === 0 ? 'success' : 'warning'}
          showIcon
          role="status"
          title={
            remarks.length === 0 ? t('drafting.check.clean') : t('drafting.check.count', { count: remarks.length })
          }
          description={missing.length > 0 ? t('drafting.check.missing', { names: missing.join('; ') }) : undefined}
        />
        {check.positions === 'assumed' && <Alert type="info" showIcon title={t('drafting.check.assumed')} />}
        {remarks.length > 0 && (
          <Card size="small" title={t('drafting.check.remarks')}>
            <ol style={{ margin: 0, paddingLeft: 20 }}>
              {remarks.map((remark, index) => (
                <li key={`${remark.code} ${remark.page}`} style={{ marginBottom: 8 }}>
                  {withFound(remark)}
                  <div>{remark.mendVi}</div>
                  <div className="vt-small">
                    {remark.article}{' '}
                    {shown && remark.rect && (
                      <Button type="link" size="small" onClick={() => lead(index)}>
                        {t('verification.onPage', { page: remark.page })}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ol>
          </Card>
        )}
        <Facts
          title={t('drafting.check.read')}
          facts={[
            [t('drafting.check.agency'), fields.agency],
            [t('drafting.check.number'), fields.numberAndSymbol ?? fields.symbol],
            [t('outgoing.columns.date'), fields.date && formatDate(fields.date)],
            [t('drafting.check.abstract'), fields.abstract],
            [t('outgoing.columns.signer'), fields.signer],
            [t('outgoing.recipients'), fields.recipients.join('; ')],
          ]}
        />
      </aside>
    </div>
  );
}

/** What is wrong, and what was found, before the full stop. */
const withFound = ({ messageVi, found }: Remark): string =>
  found === null ? messageVi : `${messageVi.replace(/\.$/, '')} (${found}).`;

const idOf = (index: number): string => `remark-${index}`;
const points = (mm: number): number => (mm * 72) / 25.4;

/** Frames of the viewer are in points from the left bottom corner. */
function boxOf({ pages }: LayoutCheck, { page, rect }: Remark, index: number, isChosen: boolean): PageBox[] {
  const sheet = pages.find((one) => one.number === page);
  if (!rect || !sheet) return [];
  const height = points(sheet.heightMm);
  const top = height - points(rect.y);
  return [
    {
      ...{ id: idOf(index), page, kind: 'forbidden', label: String(index + 1), isChosen },
      rect: [points(rect.x), top - points(rect.height), points(rect.x + rect.width), top],
    },
  ];
}
