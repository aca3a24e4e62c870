import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../../shared/api/directory';
import { useRules } from '../../../shared/ui/rules';
import type { IncomingAct, IncomingDetail, ReturnReason, RoutedDocument } from '../api/incoming';
import { type DirectionForm, DirectionInputs, directionForm } from './direction-inputs';
import { type IncomingFieldsForm, IncomingFieldsInputs, toForm } from './incoming-fields';
import { type PaperLineForm, PaperLineInputs } from './paper-line';

/** Everything that an act may ask for; each asks for its own part. */
export interface ActAnswers extends IncomingFieldsForm, DirectionForm, PaperLineForm {
  reason?: string;
  reasonCode: ReturnReason;
  toPositionId: string;
  personId: string;
}

/** What is filled in already when an act is begun. */
export function initialAnswers(
  act: IncomingAct,
  document: IncomingDetail,
  routed: RoutedDocument | undefined,
): Partial<ActAnswers> {
  if (act === 'register') return toForm(document.fields);
  if (act === 'return') return { reasonCode: likelyReason(document), reason: document.check?.adviceVi ?? '' };
  if (act === 'direct' && routed?.proposal) return directionForm(routed.proposal);
  return {};
}

function likelyReason({ check, duplicates }: IncomingDetail): ReturnReason {
  if (check?.judgement.signatures.some((one) => one.changes === 'forbidden')) return 'altered';
  if (check?.judgement.answer === 'invalid') return 'signature-broken';
  if (duplicates.length > 0) return 'duplicate';
  return check?.judgement.answer === 'unsigned' ? 'no-organisation-signature' : 'other';
}

interface ActInputsProps {
  act: IncomingAct;
  document: IncomingDetail;
  routed: RoutedDocument | undefined;
  /** The unit whose people may be charged. */
  unitId: string | undefined;
}

/** The questions of one act. */
export function ActInputs({ act, document, routed, unitId }: ActInputsProps): ReactNode {
  const { t } = useTranslation();
  switch (act) {
    case 'register':
      return (
        <>
          <p className="vt-quiet" style={{ marginTop: 0 }}>
            {t('incoming.inputs.numberLater')}
          </p>
          <IncomingFieldsInputs />
          {document.source === 'paper' && <PaperLineInputs />}
          {(document.advice === 'decide' || document.duplicates.length > 0) && (
            <ReasonInput label={t('incoming.inputs.stillRegister')} />
          )}
        </>
      );
    case 'return':
      return <ReturnInputs />;
    case 'submit':
      return <SubmitInputs routed={routed} />;
    case 'direct':
      return <DirectionInputs routed={routed} />;
    case 'assign':
      return <AssignInputs unitId={unitId} />;
    case 'complete':
      return routed?.answeredWith ? (
        <p style={{ marginTop: 0 }}>
          {t('incoming.inputs.answeredWith', { number: routed.answeredWith.numberAndSymbol })}
        </p>
      ) : (
        <ReasonInput label={t('incoming.inputs.completion')} />
      );
    default:
      return null;
  }
}

function ReturnInputs() {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const reasons = t('incoming.returnReasons', { returnObjects: true });
  return (
    <>
      <Form.Item name="reasonCode" label={t('common.reason')} rules={[chosen]}>
        <Select options={Object.entries(reasons).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <ReasonInput label={t('incoming.inputs.returnText')} />
    </>
  );
}

function SubmitInputs({ routed }: { routed: RoutedDocument | undefined }) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const directors = useColleagues('director');
  return (
    <>
      <Form.Item name="toPositionId" label={t('incoming.inputs.submitTo')} rules={[chosen]}>
        <Select
          loading={directors.isPending}
          options={directors.data?.map((p) => ({ value: p.positionId, label: `${p.fullName}, ${p.title}` })) ?? []}
        />
      </Form.Item>
      <DirectionInputs routed={routed} />
    </>
  );
}

function AssignInputs({ unitId }: { unitId: string | undefined }) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const members = useColleagues(undefined, unitId);
  return (
    <Form.Item name="personId" label={t('incoming.inputs.official')} rules={[chosen]}>
      <Select
        loading={members.isPending}
        options={members.data?.map((p) => ({ value: p.personId, label: `${p.fullName}, ${p.title}` })) ?? []}
      />
    </Form.Item>
  );
}

function ReasonInput({ label }: { label: string }) {
  const { required, atMost } = useRules();
  return (
    <Form.Item name="reason" label={label} rules={[required, atMost(500)]}>
      <Input.TextArea autoSize={{ minRows: 3 }} />
    </Form.Item>
  );
}
