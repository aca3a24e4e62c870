import { Button, Drawer, Form, Modal, Space } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { submitKey } from './keys';
import { focusTitleWhenLost } from './page-title';
import { Problem } from './states';

interface ActDialogProps<Answers extends object> {
  open: boolean;
  title: string;
  /** What is said above the questions. */
  lead?: ReactNode;
  busy: boolean;
  error: unknown;
  initial?: Partial<Answers>;
  /** At the right edge, so that the document stays in view while it is described. */
  beside?: boolean;
  onSubmit: (answers: Answers) => void;
  onCancel: () => void;
  children: ReactNode;
}

/** One act and what it asks for. `Ctrl+Enter` submits, Escape leaves, a refusal is said inside and nothing typed is lost. */
export function ActDialog<Answers extends object>(props: ActDialogProps<Answers>) {
  const frame = {
    open: props.open,
    title: props.title,
    destroyOnHidden: true,
    afterOpenChange: (open: boolean) => (open ? focusFirstQuestion() : focusTitleWhenLost()),
    children: props.open && <Questions {...props} />,
  };
  return props.beside ? (
    <Drawer {...frame} mask={false} size={420} onClose={props.onCancel} />
  ) : (
    <Modal {...frame} footer={null} onCancel={props.onCancel} />
  );
}

const QUESTIONS = 'vt-questions';

function focusFirstQuestion(): void {
  document.querySelector<HTMLElement>(`.${QUESTIONS} :is(input:not([hidden], [type='hidden']), textarea)`)?.focus();
}

function Questions<Answers extends object>({
  title,
  lead,
  busy,
  error,
  initial,
  onSubmit,
  onCancel,
  children,
}: ActDialogProps<Answers>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Answers>();
  useEffect(() => {
    // A wrong PIN is typed over.
    const pin = error ? document.querySelector<HTMLInputElement>('input#pin') : null;
    pin?.select();
  }, [error]);
  return (
    <Form<Answers>
      form={form}
      layout="vertical"
      requiredMark={false}
      {...(initial ? { initialValues: initial } : {})}
      onFinish={onSubmit}
      onKeyDown={submitKey(form.submit)}
      scrollToFirstError={{ focus: true }}
      className={QUESTIONS}
    >
      {lead}
      {children}
      {error ? <Problem error={error} /> : null}
      <Space style={{ marginTop: 6 }}>
        <Button type="primary" htmlType="submit" loading={busy}>
          {title}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </Space>
    </Form>
  );
}
