import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../../shared/api/directory';
import { useSession } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { type ApartSeries, closeApartSeries, setApartSeries } from './apart';
import { useSeriesAct } from './registers';

/** Named apart from the questions of the page behind the dialog, so that each label is that of its own. */
interface Wish {
  what: ApartSeries['what'];
  normativeKind?: string;
  code?: string;
  name?: string;
  issuer: string;
  sealName: string;
  basis: string;
  headPositionId?: string;
  headTitle?: string;
}

const NORMATIVE = [
  ['vbqppl-nghi-quyet', 'Nghị quyết'],
  ['vbqppl-quyet-dinh', 'Quyết định'],
  ['vbqppl-thong-tu', 'Thông tư'],
  ['vbqppl-thong-tu-lien-tich', 'Thông tư liên tịch'],
  ['vbqppl-nghi-dinh', 'Nghị định'],
  ['vbqppl-nghi-quyet-lien-tich', 'Nghị quyết liên tịch'],
  ['vbqppl-lenh', 'Lệnh'],
  ['vbqppl-phap-lenh', 'Pháp lệnh'],
  ['vbqppl-luat', 'Luật'],
].map(([value, label]) => ({ value, label }));

const wishOf = ({ what, kind, name, issuer, sealName, decision, head, seriesCode }: ApartSeries): Wish => ({
  ...{ what, issuer, sealName, basis: decision, name, code: seriesCode.replace(/^TV-/, '') },
  ...(kind === null ? {} : { normativeKind: kind }),
  ...(head ? { headPositionId: head.positionId, headTitle: head.title } : {}),
});

function settingOf({ what, normativeKind = '', code = '', name = '', issuer, sealName, basis, ...head }: Wish) {
  const rest = { issuer, sealName, decision: basis };
  if (what === 'secret') return { what, ...rest };
  if (what === 'normative') return { what, kind: normativeKind, ...rest };
  const { headPositionId: positionId, headTitle: title } = head;
  return { what, code, name, head: positionId && title ? { positionId, title } : null, ...rest };
}

/** Opens a series by decision, or changes what may change of one. */
export function ApartDialog({ series, onClose }: { series: ApartSeries | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { agencyId } = useSession().position;
  const act = useSeriesAct(setApartSeries);
  return (
    <ActDialog<Wish>
      open
      title={t(series ? 'headRules.series.changeDo' : 'headRules.series.addDo')}
      busy={act.isPending}
      error={act.error}
      initial={series ? wishOf(series) : { what: 'advisory' }}
      onSubmit={(wish) => act.mutate({ agencyId, series: settingOf(wish) }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <SeriesQuestions isNew={series === null} />
    </ActDialog>
  );
}

function SeriesQuestions({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const what: Wish['what'] = Form.useWatch('what') ?? 'advisory';
  const whats = (['advisory', 'normative', 'secret'] as const).map((value) => ({
    value,
    label: t(`headRules.series.whats.${value}`),
  }));
  return (
    <>
      <Form.Item name="what" label={t('headRules.series.what')} rules={[chosen]}>
        <Select options={whats} disabled={!isNew} />
      </Form.Item>
      {what === 'normative' && (
        <Form.Item name="normativeKind" label={t('outgoing.columns.kind')} rules={[chosen]}>
          <Select options={NORMATIVE} disabled={!isNew} />
        </Form.Item>
      )}
      {what === 'advisory' && <BodyQuestions isNew={isNew} />}
      <Form.Item
        name="issuer"
        label={t('headRules.series.issuer')}
        extra={what === 'normative' ? undefined : t('headRules.series.issuerHint')}
        rules={[required]}
      >
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="sealName" label={t('headRules.series.seal')} rules={[required]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="basis" label={t('registers.series.decision')} rules={[required]}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  );
}

function BodyQuestions({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation();
  const { required } = useRules();
  const people = useColleagues('signer');
  const hasHead = Boolean(Form.useWatch('headPositionId'));
  return (
    <>
      <Form.Item name="name" label={t('headRules.series.body')} rules={[required]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('headRules.series.code')}
        extra={t('headRules.series.codeHint')}
        rules={[required, { pattern: /^[A-Z0-9]{1,12}$/, message: t('headRules.series.codeWrong') }]}
      >
        <Input maxLength={12} disabled={!isNew} />
      </Form.Item>
      <Form.Item name="headPositionId" label={t('headRules.series.headPosition')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={(people.data ?? []).map((one) => ({
            value: one.positionId,
            label: `${one.fullName}, ${one.title}`,
          }))}
        />
      </Form.Item>
      {hasHead && (
        <Form.Item name="headTitle" label={t('headRules.series.headTitle')} rules={[required]}>
          <Input maxLength={100} />
        </Form.Item>
      )}
    </>
  );
}

/** Says what cannot be undone before it is done. */
export function CloseApartDialog({ series, onClose }: { series: ApartSeries; onClose: () => void }) {
  const { t } = useTranslation();
  const { required } = useRules();
  const act = useSeriesAct(closeApartSeries);
  const { seriesCode, name } = series;
  return (
    <ActDialog<{ basis: string }>
      open
      title={t('headRules.series.closeDo')}
      lead={<p>{t('headRules.series.closeLead', { name })}</p>}
      busy={act.isPending}
      error={act.error}
      onSubmit={({ basis }) => act.mutate({ seriesCode, decision: basis }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form.Item name="basis" label={t('registers.series.decision')} rules={[required]}>
        <Input maxLength={300} />
      </Form.Item>
    </ActDialog>
  );
}
