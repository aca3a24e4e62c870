import { randomUUID } from 'node:crypto';
import type { outgoing, signing } from '@vanthu/contracts';
import { waitUntil } from '@vanthu/testing';
import { type Office, today } from './office.js';

type Detail = outgoing.OutgoingDetail;
type State = outgoing.OutgoingState;

/** Who has what part in a document. */
export interface Hands {
  readonly drafter: string;
  readonly head: string;
  readonly formChecker: string;
  readonly signer: string;
  readonly clerk: string;
}

export const chauMinh: Hands = {
  drafter: 'cvvanhoa',
  head: 'tpvanhoa',
  formChecker: 'chanhvanphong',
  signer: 'chutich',
  clerk: 'vanthu',
};

export const tanThuan: Hands = {
  drafter: 'tt.chuyenvien',
  head: 'tt.chanhvanphong',
  formChecker: 'tt.chanhvanphong',
  signer: 'tt.chutich',
  clerk: 'tt.vanthu',
};

const decision: outgoing.DraftBody = {
  form: 'decision',
  legalBases: ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;'],
  proposal: 'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.',
  articles: [
    { paragraphs: ['Thành lập Tổ rà soát văn bản của Ủy ban nhân dân xã.'] },
    { paragraphs: ['Quyết định này có hiệu lực kể từ ngày ký.'] },
  ],
};

const letter: outgoing.DraftBody = {
  form: 'letter',
  addressees: ['Ủy ban nhân dân xã Tân Thuận'],
  paragraphs: ['Đề nghị quý cơ quan cung cấp số liệu để tổng hợp báo cáo.'],
};

export interface Wanted {
  readonly kind?: 'quyet-dinh' | 'cong-van';
  readonly abstract?: string;
  readonly hands?: Partial<Hands>;
  readonly recipients?: readonly outgoing.Recipient[];
  readonly road?: outgoing.SigningRoad;
}

const road: readonly State[] = [
  'draft',
  'submitted',
  'content-checked',
  'form-checked',
  'signed',
  'numbered',
  'sealed',
  'issued',
];

/** One outgoing document and those through whose hands it goes. */
export class Paper {
  private constructor(
    private readonly office: Office,
    readonly hands: Hands,
    readonly id: string,
    readonly input: unknown,
  ) {}

  static async input(office: Office, wanted: Wanted, hands: Hands) {
    const { kind = 'quyet-dinh', recipients = [] } = wanted;
    return {
      kind,
      abstract: wanted.abstract ?? `Về việc rà soát văn bản ${randomUUID().slice(0, 8)}`,
      body: kind === 'quyet-dinh' ? decision : letter,
      signerPositionId: (await office.positionOf(hands.signer)).positionId,
      recipients,
      ...(wanted.road ? { road: wanted.road } : {}),
    };
  }

  static async draft(office: Office, wanted: Wanted = {}, base: Hands = chauMinh): Promise<Paper> {
    const hands = { ...base, ...wanted.hands };
    const input = await Paper.input(office, wanted, hands);
    const { id } = await office.post<{ id: string }>(hands.drafter, '/api/outgoing/documents', input);
    return new Paper(office, hands, id, input);
  }

  /** One that is there already, by its id. */
  static at(office: Office, id: string, hands: Hands = chauMinh): Paper {
    return new Paper(office, hands, id, null);
  }

  get path(): string {
    return `/api/outgoing/documents/${this.id}`;
  }

  detail(username = this.hands.clerk): Promise<Detail> {
    return this.office.get<Detail>(username, this.path);
  }

  async seen(username = this.hands.clerk): Promise<{ manifestHash: string }> {
    return { manifestHash: (await this.detail(username)).manifest.hash };
  }

  /** What a key is opened for. */
  async version(): Promise<{ documentId: string; manifestHash: string }> {
    return { documentId: this.id, ...(await this.seen()) };
  }

  file(username = this.hands.clerk): Promise<Buffer> {
    return this.office.download(username, `${this.path}/file`);
  }

  evidence(username = this.hands.clerk): Promise<{ judgement: signing.Judgement; history: { answer: string }[] }> {
    return this.office.get(username, `/api/signing/documents/${this.id}/evidence`);
  }

  submit(): Promise<unknown> {
    return this.office.post(this.hands.drafter, `${this.path}/submit`);
  }

  async checkContent(): Promise<unknown> {
    return this.office.post(this.hands.head, `${this.path}/check-content`, await this.seen(this.hands.head));
  }

  async checkForm(): Promise<unknown> {
    const { formChecker } = this.hands;
    return this.office.post(formChecker, `${this.path}/check-form`, await this.seen(formChecker));
  }

  /** Orders the personal signature; `until('signed')` waits for it. */
  async orderSignature(): Promise<unknown> {
    const { signer } = this.hands;
    const activationId = await this.office.activate(signer, 'personal', [await this.version()]);
    return this.office.post(signer, `${this.path}/sign`, { ...(await this.seen(signer)), activationId });
  }

  async orderNumber(): Promise<{ number: number; numberAndSymbol: string }> {
    const { clerk } = this.hands;
    const activationId = await this.office.activate(clerk, 'organisation', [await this.version()]);
    return this.office.post(clerk, `${this.path}/allot-number`, { ...(await this.seen(clerk)), activationId });
  }

  /** On paper: the clerk records the signature, gives the number, hands in the scan. */
  async recordInk(): Promise<unknown> {
    const { clerk } = this.hands;
    return this.office.post(clerk, `${this.path}/ink-signature`, { ...(await this.seen()), signedOn: today() });
  }

  async numberOnPaper(): Promise<unknown> {
    return this.office.post(this.hands.clerk, `${this.path}/allot-number`, await this.seen());
  }

  async addScan(pdf: Uint8Array): Promise<unknown> {
    const ticket = await this.office.upload(this.hands.clerk, 'ban-quet.pdf', pdf);
    return this.office.post(this.hands.clerk, `${this.path}/scan`, { ticket });
  }

  issue(): Promise<unknown> {
    return this.office.post(this.hands.clerk, `${this.path}/issue`);
  }

  /** Waits for a state that others bring about, opening the key again when that is asked for. */
  async until(state: State, timeoutMs = 60_000): Promise<Detail> {
    return waitUntil(
      async () => {
        const detail = await this.detail();
        if (road.indexOf(detail.state) >= road.indexOf(state)) return detail;
        if (detail.job?.state === 'needs-activation') await this.openAgain(detail);
        else if (detail.job?.state === 'refused' || detail.job?.state === 'failed')
          throw new Error(`the job ended: ${detail.job.reasonVi}`);
        return false;
      },
      { timeoutMs, everyMs: 60, what: `${this.id} ${state}` },
    );
  }

  private async openAgain(detail: Detail): Promise<void> {
    const personal = detail.state === 'signing';
    const username = personal ? this.hands.signer : this.hands.clerk;
    const purpose = personal ? 'personal' : 'organisation';
    const activationId = await this.office.activate(username, purpose, [await this.version()]);
    // Somebody else may have been quicker: then there is nothing left to retry.
    await this.office.post(username, `${this.path}/retry-job`, { activationId }).catch((error: { code?: string }) => {
      if (!['OUTGOING.NO_JOB', 'OUTGOING.BUSY_JOB'].includes(error.code ?? '')) throw error;
    });
  }

  /** Through all hands up to a state. */
  async bring(to: State): Promise<Paper> {
    const steps: readonly (readonly [State, () => Promise<unknown>])[] = [
      ['submitted', () => this.submit()],
      ['content-checked', () => this.checkContent()],
      ['form-checked', () => this.checkForm()],
      ['signed', () => this.orderSignature().then(() => this.until('signed'))],
      ['sealed', () => this.orderNumber().then(() => this.until('sealed'))],
      ['issued', () => this.issue()],
    ];
    const { state } = await this.detail(this.hands.drafter);
    for (const [reached, act] of steps)
      if (road.indexOf(reached) > road.indexOf(state) && road.indexOf(reached) <= road.indexOf(to)) await act();
    return this;
  }
}
