import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, type OutputOf, type Refusal, signing } from '@vanthu/contracts';
import { Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { type Certificate, parseCertificate } from '@vanthu/pki';
import { ownerFor } from '../activation/owner-for.js';
import { ValidationServers } from '../config/validation-servers.js';
import { CertificateProblems } from './certificate-problems.js';
import { type KeyRow, KeyStore, TRIES } from './key.store.js';
import { asksFor, KeyWays } from './providers/key-ways.js';

type Station = OutputOf<typeof signing.CheckStation>;
const DAY_MS = 86_400_000;

const NOTHING: Station = {
  hasKey: false,
  way: null,
  asks: null,
  label: null,
  certificate: null,
  triesLeft: null,
  lockedUntil: null,
  problems: [],
  hasTimestamps: false,
};

/** Looks at everything that would refuse a signature, without PIN and without the key. */
@Injectable()
export class CheckStationHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeyStore,
    private readonly ways: KeyWays,
    private readonly certificateProblems: CertificateProblems,
    private readonly servers: ValidationServers,
  ) {}

  @Handles(signing.CheckStation)
  async handle({ purpose }: InputOf<typeof signing.CheckStation>, ctx: RequestContext): Promise<Station | Refusal> {
    const owner = ownerFor(purpose, ctx.actor as Actor);
    const row = owner && (await this.transactions.run((tx) => this.keys.keyOf(tx, owner)));
    const nothing = { ...NOTHING, hasTimestamps: this.servers.isOn };
    if (!row) return { ...nothing, problems: [toldOf(signing.refuseSigning('SIGNING.NO_KEY'))] };
    const certificate = parseCertificate(row.certificate_der);
    const problems = await this.problemsOf(row, certificate, ctx);
    const isLocked = row.locked_until !== null && row.locked_until.getTime() > Date.now();
    return {
      ...nothing,
      hasKey: true,
      way: row.way.kind,
      asks: asksFor(row.way),
      label: row.label,
      certificate: {
        subject: certificate.subject.text,
        issuer: certificate.issuer.text,
        validTo: certificate.notAfter.toISOString(),
        daysLeft: Math.floor((certificate.notAfter.getTime() - ctx.now().getTime()) / DAY_MS),
      },
      triesLeft: isLocked ? 0 : TRIES - (row.locked_until ? 0 : row.failed_tries),
      lockedUntil: isLocked ? (row.locked_until?.toISOString() ?? null) : null,
      problems: problems.map(toldOf),
    };
  }

  private async problemsOf(row: KeyRow, certificate: Certificate, ctx: RequestContext): Promise<Refusal[]> {
    const why = this.ways.lacks(row.way);
    const owner = { kind: row.owner_kind, id: row.owner_id };
    const others = await this.certificateProblems.of(owner, certificate, ctx);
    return why === null ? others : [signing.refuseSigning('SIGNING.NO_WAY', { why }), ...others];
  }
}

const toldOf = ({ code, message }: Refusal) => ({ code, messageVi: message });
