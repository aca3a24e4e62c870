import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { civilDateOf } from '../../../shared/format/format';
import { useApartSeries } from '../registers/apart';

/** Who issues: the agency, or one of its advisory bodies, whose head then signs. Asked only where there are such bodies. */
export function IssuerInput() {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const chosen: string | null | undefined = Form.useWatch('advisoryBody', form);
  const { data = [] } = useApartSeries(Number(civilDateOf(new Date()).slice(0, 4)));
  const bodies = data.filter(({ head, closed, seriesCode }) => head !== null && (!closed || seriesCode === chosen));
  // The answer is kept while the question is not asked: a draft of a body stays one.
  if (bodies.length === 0) {
    return (
      <Form.Item name="advisoryBody" hidden noStyle>
        <Select />
      </Form.Item>
    );
  }
  const choose = (seriesCode: string | undefined) => {
    const head = bodies.find((one) => one.seriesCode === seriesCode)?.head;
    if (head) form.setFieldsValue({ signerPositionId: head.positionId, headDecidesAlone: false });
  };
  return (
    <Form.Item name="advisoryBody" label={t('outgoing.draft.issuer')} extra={chosen && t('outgoing.draft.issuerHint')}>
      <Select
        allowClear
        placeholder={t('outgoing.draft.issuerAgency')}
        options={bodies.map(({ seriesCode, name }) => ({ value: seriesCode, label: name }))}
        onChange={choose}
      />
    </Form.Item>
  );
}
