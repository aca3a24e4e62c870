import { Alert, Button, Modal, Space, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../shared/ui/states';
import { base64Of, type NumberSeries, takeOverLines, useSeriesAct } from './registers';

/** First a run that writes nothing and names what does not fit; then, when everything fits, all at once. */
export function TakeOverDialog({ series, onClose }: { series: NumberSeries; onClose: () => void }) {
  const { t } = useTranslation();
  const { seriesCode, year } = series;
  const [file, setFile] = useState<File>();
  const act = useSeriesAct(async (dryRun: boolean) =>
    takeOverLines({ seriesCode, year, dryRun, file: file ? await base64Of(file) : '' }),
  );
  const report = act.data as Awaited<ReturnType<typeof takeOverLines>> | undefined;
  const fits = report !== undefined && report.taken === 0 && report.problems.length === 0 && report.lines > 0;
  return (
    <Modal open title={t('registers.series.takeOver')} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="vt-quiet">{t('registers.series.takeOverHint')}</p>
      <Upload
        accept=".xlsx,.csv"
        maxCount={1}
        fileList={file ? [{ uid: '1', name: file.name }] : []}
        beforeUpload={(chosen) => {
          setFile(chosen);
          act.reset();
          return false;
        }}
        onRemove={() => {
          setFile(undefined);
          act.reset();
        }}
      >
        <Button>{t('registers.series.file')}</Button>
      </Upload>
      {act.error && <Problem error={act.error} />}
      {report && <Report report={report} />}
      <Space style={{ marginTop: 10 }}>
        <Button disabled={!file} loading={act.isPending} onClick={() => act.mutate(true)}>
          {t('registers.series.dryRun')}
        </Button>
        <Button type="primary" disabled={!fits} loading={act.isPending} onClick={() => act.mutate(false)}>
          {t('registers.series.takeIn', { count: report?.lines ?? 0 })}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </Space>
    </Modal>
  );
}

function Report({ report }: { report: Awaited<ReturnType<typeof takeOverLines>> }) {
  const { t } = useTranslation();
  const { lines, taken, problems } = report;
  return (
    <div style={{ marginTop: 10 }} role="status">
      <Alert
        type={problems.length > 0 ? 'warning' : 'success'}
        showIcon
        title={
          taken > 0
            ? t('registers.series.taken', { count: taken })
            : t('registers.series.fits', { count: lines, problems: problems.length })
        }
      />
      <ul style={{ maxHeight: 240, overflowY: 'auto', paddingLeft: 18 }}>
        {problems.map(({ row, why }) => (
          <li key={`${row} ${why}`}>{t('registers.series.row', { row, why })}</li>
        ))}
      </ul>
    </div>
  );
}
