import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Office } from '../support/office.js';
import { startChromium } from './chromium.js';
import { Desk } from './desk.js';

const minutes = 60_000;

/** The whole system with a browser before it, for the tests of one `describe`; each person sits at a desk. */
export class FrontOffice {
  #office: Office | undefined;
  #browser: Browser | undefined;
  readonly #desks: Desk[] = [];

  private constructor() {}

  /**
   * Opened before the first test of the enclosing block, closed after the last.
   *
   * @param variables  made before the system starts, and seen by all its services
   */
  static forTests(variables: () => Promise<NodeJS.ProcessEnv> = async () => ({})): FrontOffice {
    const front = new FrontOffice();
    beforeAll(async () => {
      const env = await variables();
      [front.#browser, front.#office] = await Promise.all([startChromium(), Office.open({ processes: false, env })]);
    }, 4 * minutes);
    afterAll(async () => {
      await front.#browser?.close();
      await front.#office?.close();
    }, minutes);
    return front;
  }

  get office(): Office {
    if (!this.#office) throw new Error('the office opens before the first test');
    return this.#office;
  }

  /** A desk at which this person has just signed in. */
  async at(username: string): Promise<Desk> {
    const signIn = this.office.system.signIns.find((one) => one.username === username);
    if (!signIn) throw new Error(`nobody is called ${username}`);
    if (!this.#browser) throw new Error('the browser starts before the first test');
    const desk = await Desk.open(this.#browser, this.office.system.url, signIn);
    this.#desks.push(desk);
    return desk;
  }

  /** What went wrong behind all the screens. */
  get problems(): string[] {
    return this.#desks.flatMap(({ problems }) => problems);
  }
}
