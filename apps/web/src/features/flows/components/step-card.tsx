import { Alert, Button, Card, Form, Input, InputNumber, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useRules } from '../../../shared/ui/rules';
import type { FlowFault } from '../api/flows';
import { useFlowChoices } from './flow-choices';
import type { FlowForm } from './flow-form';

interface StepCardProps {
  direction: Schemas['FlowDirection'];
  place: number;
  count: number;
  faults: readonly FlowFault[];
  onMove: (to: number) => void;
  onRemove: () => void;
}

const ASKED = { incoming: ['answerWanted'], outgoing: ['opinionsAsked', 'answersIncoming'] } as const;
const EMPTY_BRANCH = {
  ...{ kinds: [], urgencies: [], units: [], capacities: [] },
  ...{ answerWanted: 'any', answersIncoming: 'any', opinionsAsked: 'any' },
};

/** One step: what is done, by whom, by when, and what follows. */
export function StepCard({ direction, place, count, faults, onMove, onRemove }: StepCardProps) {
  const { t } = useTranslation();
  const { required, chosen, atMost } = useRules();
  const { acts, holders } = useFlowChoices(direction);
  const form = Form.useFormInstance<FlowForm>();
  const act = Form.useWatch(['steps', place, 'act'], form);
  const heard = act === 'propose' || act === 'opinion' || act === 'present';
  const title = t('flows.step', { number: place + 1 });
  return (
    <Card
      size="small"
      title={title}
      style={{ marginBottom: 8 }}
      extra={
        <Space size={4}>
          <Button
            size="small"
            disabled={place === 0}
            aria-label={t('flows.up', { title })}
            onClick={() => onMove(place - 1)}
          >
            ↑
          </Button>
          <Button
            size="small"
            disabled={place === count - 1}
            aria-label={t('flows.down', { title })}
            onClick={() => onMove(place + 1)}
          >
            ↓
          </Button>
          <Button size="small" onClick={onRemove} aria-label={t('flows.removeStep', { title })}>
            {t('flows.remove')}
          </Button>
        </Space>
      }
    >
      {faults.map(({ code, vi }) => (
        <Alert key={code + vi} type="error" title={vi} style={{ marginBottom: 6 }} />
      ))}
      <div className="vt-two">
        <Form.Item name={[place, 'name']} label={t('flows.stepName')} rules={[required, atMost(120)]}>
          <Input />
        </Form.Item>
        <Form.Item
          name={[place, 'id']}
          label={t('flows.stepId')}
          rules={[required, { pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, message: t('flows.idForm') }, atMost(40)]}
        >
          <Input />
        </Form.Item>
      </div>
      <div className="vt-two">
        <Form.Item name={[place, 'act']} label={t('flows.act')} rules={[chosen]}>
          <Select options={acts} />
        </Form.Item>
        <Form.Item name={[place, 'workingDays']} label={t('flows.workingDays')}>
          <InputNumber min={0} max={60} precision={0} style={{ width: '100%' }} placeholder={t('flows.noDay')} />
        </Form.Item>
      </div>
      <Form.Item name={[place, 'holders']} label={t('flows.holders')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={holders} />
      </Form.Item>
      {heard && (
        <Form.Item name={[place, 'waits']} label={t('flows.waits')}>
          <Select
            options={(['all', 'any'] as const).map((value) => ({ value, label: t(`flows.waitsFor.${value}`) }))}
          />
        </Form.Item>
      )}
      <div className="vt-two">
        <Form.Item name={[place, 'escalateAfter']} label={t('flows.escalateAfter')}>
          <InputNumber min={1} max={60} precision={0} style={{ width: '100%' }} placeholder={t('flows.noEscalation')} />
        </Form.Item>
        <Form.Item name={[place, 'escalateTo']} label={t('flows.escalateTo')}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={holders.slice(1)} />
        </Form.Item>
      </div>
      {act !== 'handle' && act !== 'number' && <NextSteps place={place} direction={direction} />}
    </Card>
  );
}

/** The first branch whose condition holds is taken; the last has none. */
function NextSteps({ place, direction }: Pick<StepCardProps, 'place' | 'direction'>) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const { kinds, urgencies, units, capacities } = useFlowChoices(direction);
  const form = Form.useFormInstance<FlowForm>();
  const steps = Form.useWatch('steps', form) ?? [];
  const others = steps
    .filter((step, at) => at !== place && step?.id)
    .map((step) => ({ value: step.id, label: step.name || step.id }));
  return (
    <Form.List name={[place, 'next']}>
      {(branches, { add, remove }) => (
        <>
          {branches.map((branch) => (
            <div key={branch.key} className="vt-branch">
              <Form.Item name={[branch.name, 'to']} label={t('flows.next')} rules={[chosen]}>
                <Select options={others} />
              </Form.Item>
              <Form.Item name={[branch.name, 'kinds']} label={t('flows.whenKinds')}>
                <Select
                  mode="multiple"
                  showSearch={{ optionFilterProp: 'label' }}
                  options={kinds}
                  placeholder={t('flows.always')}
                />
              </Form.Item>
              <Form.Item name={[branch.name, 'urgencies']} label={t('flows.whenUrgencies')}>
                <Select mode="multiple" options={urgencies} placeholder={t('flows.always')} />
              </Form.Item>
              {direction === 'outgoing' && (
                <>
                  <Form.Item name={[branch.name, 'units']} label={t('flows.whenUnits')}>
                    <Select mode="multiple" options={units} placeholder={t('flows.always')} />
                  </Form.Item>
                  <Form.Item name={[branch.name, 'capacities']} label={t('flows.whenCapacities')}>
                    <Select mode="multiple" options={capacities} placeholder={t('flows.always')} />
                  </Form.Item>
                </>
              )}
              {ASKED[direction].map((fact) => (
                <Form.Item key={fact} name={[branch.name, fact]} label={t(`flows.asked.${fact}`)}>
                  <Select
                    options={(['any', 'yes', 'no'] as const).map((value) => ({
                      value,
                      label: t(`flows.answerWanted.${value}`),
                    }))}
                  />
                </Form.Item>
              ))}
              <Button size="small" onClick={() => remove(branch.name)} aria-label={t('flows.removeBranch')}>
                ✕
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add(EMPTY_BRANCH, 0)}>
            {t('flows.addBranch')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
