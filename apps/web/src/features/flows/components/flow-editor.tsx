import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestProblem } from '../../../shared/api/client';
import { submitKey } from '../../../shared/ui/keys';
import { useRules } from '../../../shared/ui/rules';
import { Problem } from '../../../shared/ui/states';
import { checkFlow, type FlowDefinition, type FlowFault, useFlowActs } from '../api/flows';
import { useFlowChoices } from './flow-choices';
import { definitionOf, type FlowForm, formOf } from './flow-form';
import { StepCard } from './step-card';

interface FlowEditorProps {
  flow: FlowDefinition;
  /** A flow that is saved already keeps its key. */
  saved: boolean;
  onSaved: () => void;
  onCancel: () => void;
}

/** A flow in a form: each save is a further version, and a fault is said at its step. */
export function FlowEditor({ flow, saved, onSaved, onCancel }: FlowEditorProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { required, atMost } = useRules();
  const { kinds, urgencies, units } = useFlowChoices(flow.direction);
  const { save } = useFlowActs();
  const [faults, setFaults] = useState<readonly FlowFault[]>([]);
  const check = useMutation({ mutationFn: checkFlow, onSuccess: setFaults });
  const [form] = Form.useForm<FlowForm>();
  const onFinish = (given: FlowForm) =>
    save.mutate(definitionOf(given, flow.direction), {
      onSuccess: ({ version }) => {
        void message.success(t('flows.saved', { version }));
        onSaved();
      },
      onError: (error) => setFaults(faultsOf(error)),
    });
  const said = save.error !== null && faultsOf(save.error).length === 0 ? save.error : check.error;
  const ofFlow = faults.filter((fault) => fault.step === '');
  return (
    <Form<FlowForm>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={formOf(flow)}
      onFinish={onFinish}
      onKeyDown={submitKey(form.submit)}
      scrollToFirstError={{ focus: true }}
    >
      <div className="vt-two">
        <Form.Item name="name" label={t('flows.name')} rules={[required, atMost(120)]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('flows.key')}
          rules={[required, { pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, message: t('flows.idForm') }, atMost(40)]}
        >
          <Input disabled={saved} />
        </Form.Item>
      </div>
      <div className="vt-two">
        <Form.Item name="kinds" label={t('flows.forKinds')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={kinds}
            placeholder={t('flows.all')}
          />
        </Form.Item>
        <Form.Item name="urgencies" label={t('flows.forUrgencies')}>
          <Select mode="multiple" options={urgencies} placeholder={t('flows.all')} />
        </Form.Item>
      </div>
      <div className="vt-two">
        <Form.Item name="unit" label={t('flows.forUnit')}>
          <Select allowClear options={units} placeholder={t('flows.wholeAgency')} />
        </Form.Item>
        <Form.Item name="note" label={t('flows.note')} rules={[atMost(1000)]}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} />
        </Form.Item>
      </div>
      {ofFlow.map(({ code, vi }) => (
        <Alert key={code} type="error" title={vi} style={{ marginBottom: 6 }} />
      ))}
      <Form.List name="steps">
        {(steps, { add, remove, move }) => (
          <>
            {steps.map((step, place) => (
              <StepCard
                key={step.key}
                place={place}
                direction={flow.direction}
                count={steps.length}
                faults={faults.filter(
                  (fault) => fault.step !== '' && fault.step === form.getFieldValue(['steps', place, 'id']),
                )}
                onMove={(to) => move(place, to)}
                onRemove={() => remove(place)}
              />
            ))}
            <Button onClick={() => add({ holders: [], waits: 'all', workingDays: null, next: [] })}>
              {t('flows.addStep')}
            </Button>
          </>
        )}
      </Form.List>
      <div role="status" style={{ margin: '10px 0' }}>
        {faults.length > 0 && <Alert type="error" showIcon title={t('flows.faults', { count: faults.length })} />}
        {check.isSuccess && faults.length === 0 && <Alert type="success" showIcon title={t('flows.sound')} />}
      </div>
      {said && <Problem error={said} />}
      <Space wrap>
        <Button type="primary" htmlType="submit" loading={save.isPending} title="Ctrl+Enter">
          {t('flows.save')}
        </Button>
        <Button
          loading={check.isPending}
          onClick={async () => check.mutate(definitionOf(await form.validateFields(), flow.direction))}
        >
          {t('flows.check')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </Space>
    </Form>
  );
}

const faultsOf = (error: unknown): FlowFault[] => {
  const found = error instanceof RequestProblem ? error.refusal.details.faults : undefined;
  return Array.isArray(found) ? found : [];
};
