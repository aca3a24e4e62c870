import { Alert, Button, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatDate } from '../../../shared/format/format';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { Facts } from '../../../shared/ui/facts';
import { PageTitle } from '../../../shared/ui/page-title';
import { Loading, Problem } from '../../../shared/ui/states';
import { RemarkList, remarkBoxes } from './remarks';
import { type LayoutCheck, useLayoutCheck } from './word';

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
  const boxes = remarkBoxes(check, chosen);
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
        {remarks.length > 0 && <RemarkList remarks={remarks} isShown={shown !== null} onChoose={setChosen} />}
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
