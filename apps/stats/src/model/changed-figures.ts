import { Injectable } from '@nestjs/common';

/** Whose figures have changed since it was last asked, in memory: what is lost with the process is seen by whoever asks. */
@Injectable()
export class ChangedFigures {
  private fresh = new Map<string, string>();
  private due = new Map<string, string>();

  /** @param at  civil instant of the change */
  note(agencyId: string, at: string): void {
    if ((this.fresh.get(agencyId) ?? '') < at) this.fresh.set(agencyId, at);
  }

  /** Those noted before the last turn: the transaction that changed them has ended meanwhile. With the latest instant of each. */
  take(): ReadonlyMap<string, string> {
    const taken = this.due;
    this.due = this.fresh;
    this.fresh = new Map();
    return taken;
  }
}
