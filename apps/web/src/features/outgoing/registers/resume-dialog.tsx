import { Button, Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { civilDateOf } from '../../../shared/format/format';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { DayInput } from '../../../shared/ui/day-input';
import { useRules } from '../../../shared/ui/rules';
import { type NumberSeries, type PaperNumber, resumeSeries, useSeriesAct } from './registers';

interface Wish {
  noneGiven?: boolean;
  given?: PaperNumber[];
}

/** What was numbered on paper meanwhile, in its order; or the declaration that nothing was. */
export function ResumeDialog({ series, onClose }: { series: NumberSeries; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useSeriesAct(resumeSeries);
  const { seriesCode, year, lastNumber } = series;
  return (
    <ActDialog<Wish>
      open
      title={t('registers.series.resumeDo', { code: seriesCode })}
      lead={<p className="vt-quiet">{t('registers.series.resumeHint', { next: lastNumber + 1 })}</p>}
      busy={act.isPending}
      error={act.error}
      onSubmit={({ noneGiven = false, given = [] }) =>
        act.mutate({ seriesCode, year, noneGiven, given }, { onSuccess: onClose })
      }
      onCancel={onClose}
    >
      <Form.Item name="noneGiven" valuePropName="checked">
        <Checkbox>{t('registers.series.noneGiven')}</Checkbox>
      </Form.Item>
      <Form.List name="given">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <GivenNumber key={key} name={name} onDrop={() => remove(name)} />
            ))}
            <Button onClick={() => add({ documentDate: civilDateOf(new Date()) })}>
              {t('registers.series.addNumber')}
            </Button>
          </>
        )}
      </Form.List>
    </ActDialog>
  );
}

function GivenNumber({ name, onDrop }: { name: number; onDrop: () => void }) {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const text = (key: keyof PaperNumber, max: number) => (
    <Form.Item name={[name, key]} label={t(`registers.columns.${key}`)} rules={[required]}>
      <Input maxLength={max} />
    </Form.Item>
  );
  return (
    <fieldset style={{ border: '1px solid var(--line)', marginBottom: 8 }}>
      {text('numberAndSymbol', 60)}
      <Form.Item name={[name, 'documentDate']} label={t('registers.columns.documentDate')} rules={[chosen]}>
        <DayInput />
      </Form.Item>
      {text('kindAndAbstract', 600)}
      {text('signer', 100)}
      {text('recipients', 1000)}
      <Button size="small" onClick={onDrop}>
        {t('registers.series.dropNumber')}
      </Button>
    </fieldset>
  );
}
