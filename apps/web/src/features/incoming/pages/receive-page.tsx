import { Segmented, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../../shared/api/client';
import { upload } from '../../../shared/api/upload';
import { PdfView } from '../../../shared/pdf/pdf-view';
import { PageTitle } from '../../../shared/ui/page-title';
import { Problem } from '../../../shared/ui/states';
import { type ReadUpload, readUpload } from '../api/incoming';
import { DescribeUpload } from '../components/describe-upload';
import type { IncomingFieldsForm } from '../components/incoming-fields';
import { Letters } from '../components/letters';
import type { PaperForm } from '../components/paper-inputs';

const WAYS = ['file', 'paper', 'letter'] as const;
type Way = (typeof WAYS)[number];
type Kept = Partial<IncomingFieldsForm & PaperForm>;

/** What came by another way than the system: a file, paper that was scanned, or an envelope that stays closed. */
export default function ReceivePage() {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>('file');
  /** The fields of the last one, for the next file of the same sender. */
  const [kept, setKept] = useState<Kept | null>(null);
  return (
    <section>
      <div className="vt-bar">
        <PageTitle text={t('incoming.receive')} />
        <Segmented<Way>
          aria-label={t('incoming.ways.label')}
          value={way}
          onChange={setWay}
          options={WAYS.map((value) => ({ value, label: t(`incoming.ways.${value}`) }))}
        />
        <Link to="/van-ban-den">← {t('common.back')}</Link>
      </div>
      {way === 'letter' ? (
        <Letters
          onHandIn={({ id, senderName }) => {
            setKept({ letterId: id, senderName });
            setWay('paper');
          }}
        />
      ) : (
        <Arrival key={way} paper={way === 'paper'} kept={kept} onKept={setKept} />
      )}
    </section>
  );
}

interface Sent {
  ticket: Schemas['UploadTicket'];
  /** What its text says; null: it could not be read. */
  read: ReadUpload | null;
  /** As it lies on the clerk's machine; shown while it is described. */
  bytes: ArrayBuffer;
}

interface ArrivalProps {
  paper: boolean;
  kept: Kept | null;
  onKept: (fields: Kept) => void;
}

/** The document on the left, its fields on the right. */
function Arrival({ paper, kept, onKept }: ArrivalProps) {
  const { t } = useTranslation();
  const [sent, setSent] = useState<Sent | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setProblem(null);
    setBusy(true);
    await Promise.all([upload(file), file.arrayBuffer()]).then(
      async ([ticket, bytes]) => setSent({ ticket, bytes, read: await readUpload(ticket.ticket) }),
      setProblem,
    );
    setBusy(false);
  };
  return (
    <div className="vt-desk">
      <div>
        <Upload.Dragger
          accept="application/pdf,.pdf"
          aria-label={t('incoming.inputs.fileLabel')}
          showUploadList={false}
          disabled={busy}
          beforeUpload={(file) => {
            void send(file);
            return false;
          }}
          style={{ background: '#fff' }}
        >
          {busy
            ? t('incoming.inputs.uploading')
            : sent
              ? `${sent.ticket.name} · ${t('incoming.inputs.otherFile')}`
              : t(paper ? 'incoming.paper.scan' : 'incoming.inputs.file')}
        </Upload.Dragger>
        <div style={{ height: 10 }} />
        {problem !== null && <Problem error={problem} />}
        {sent && <PdfView source={sent.bytes} name={sent.ticket.name} />}
      </div>
      {sent && (
        <DescribeUpload
          key={sent.ticket.ticket}
          ticket={sent.ticket.ticket}
          read={sent.read}
          paper={paper}
          start={kept}
          onKept={(fields) => {
            onKept(fields);
            setSent(null);
          }}
        />
      )}
    </div>
  );
}
