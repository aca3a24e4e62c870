import i18next from 'i18next';

/**
 * The desktop program of the public-service CA (VGCA), which listens on the machine of who looks at the page. It is given the
 * address of a file, lets its user sign, and brings the whole signed file to another address.
 */
const PLACE = 'wss://127.0.0.1:8987/';
/** It answers when its user has signed or turned away, which may take a while; whether it is there shows at once. */
const PATIENCE_MS = 5 * 60_000;
const LOOK_MS = 5_000;

export type DesktopAct = 'SignApproved' | 'SignIssued' | 'SignAppendix' | 'SignCopy';

interface Answer {
  Status: number;
  Message?: string;
  CertInfo?: Record<string, unknown>;
}

/** Why the program did nothing, in words for the person. */
export class DesktopProblem extends Error {
  constructor(
    readonly code: 'absent' | 'silent' | 'declined',
    /** Its own words and code, as they came. */
    readonly why = '',
    readonly status: number | null = null,
  ) {
    super(i18next.t(`problems.desktop.${code}`, { why: why.slice(0, 200) }));
  }
}

function ask(act: DesktopAct | 'GetCertInfo', message: string, patienceMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${PLACE}${act}`);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      socket.close();
      settle();
    };
    const timer = setTimeout(() => end(() => reject(new DesktopProblem('silent'))), patienceMs);
    socket.onopen = () => socket.send(message);
    socket.onerror = () => end(() => reject(new DesktopProblem('absent')));
    socket.onclose = () => end(() => reject(new DesktopProblem('absent')));
    socket.onmessage = ({ data }) => end(() => resolve(parse(String(data))));
  });
}

function parse(text: string): Answer {
  try {
    const answer = JSON.parse(text) as Answer;
    if (typeof answer === 'object' && answer !== null) return answer;
  } catch {
    // Said below: what is no JSON is no answer.
  }
  return { Status: -1, Message: text };
}

/** Programs answer what they like: only words and whole numbers are kept of it. */
const declined = ({ Status, Message }: Answer): DesktopProblem =>
  new DesktopProblem(
    'declined',
    typeof Message === 'string' ? Message : '',
    Number.isSafeInteger(Status) ? Status : null,
  );

/** Has the program sign; ends when it says that it has. What came of it is asked of the server, never believed from here. */
export async function signAtDesk(act: DesktopAct, message: Record<string, unknown>): Promise<void> {
  const answer = await ask(act, JSON.stringify(message), PATIENCE_MS);
  if (answer.Status !== 0) throw declined(answer);
}

/** Whether the program listens on this machine; it is asked nothing. */
export const isAtDesk = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${PLACE}GetCertInfo`);
    const end = (isThere: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(isThere);
    };
    const timer = setTimeout(() => end(false), LOOK_MS);
    socket.onopen = () => end(true);
    socket.onerror = () => end(false);
  });

/**
 * The certificate of the token that the program has chosen, base64 DER. Releases name the entry differently: what looks like a
 * certificate is one. Null when the program tells none, and it will be seen in the signed file.
 */
export async function certificateAtDesk(): Promise<string | null> {
  const answer = await ask('GetCertInfo', '', LOOK_MS);
  if (answer.Status !== 0) throw declined(answer);
  const values = Object.values(answer.CertInfo ?? {});
  const found = values.map((value) => (typeof value === 'string' ? plain(value) : '')).find(isCertificate);
  return found ?? null;
}

const plain = (value: string): string => value.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '');
/** DER of a certificate begins with a long sequence: 30 82. */
const isCertificate = (value: string): boolean => /^MII[A-Za-z0-9+/]{300,}={0,2}$/.test(value);
