import { networkOf } from '../verification/verification-limit.js';

/** At once from one network, and from all. */
const MOST_OF_ONE = 8;
const MOST_OF_ALL = 48;

/**
 * Files that are on their way to one-time addresses. Whether an address is one of ours is known when its file is whole: until then
 * strangers could fill the disk.
 */
export class UploadLimit {
  private readonly inside = new Map<string, number>();

  /** @returns what ends the visit; null when there are enough */
  enter(address: string): (() => void) | null {
    const key = networkOf(address);
    const here = this.inside.get(key) ?? 0;
    const all = [...this.inside.values()].reduce((sum, count) => sum + count, 0);
    if (here >= MOST_OF_ONE || all >= MOST_OF_ALL) return null;
    this.inside.set(key, here + 1);
    return () => this.leave(key);
  }

  private leave(key: string): void {
    const left = (this.inside.get(key) ?? 0) - 1;
    if (left > 0) this.inside.set(key, left);
    else this.inside.delete(key);
  }
}
