import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { gateway } from '@vanthu/contracts';
import { GatewaySettings } from '../settings.js';

type SampleList = gateway.VerificationSamples;

/** Files to try, where the launcher has made some: `samples.json` lists them and they lie beside it. */
@Injectable()
export class Samples {
  constructor(private readonly settings: GatewaySettings) {}

  async list(): Promise<SampleList> {
    const { samplesDirectory } = this.settings.options;
    if (samplesDirectory === undefined) return [];
    try {
      return gateway.VerificationSamples.parse(
        JSON.parse(await readFile(join(samplesDirectory, 'samples.json'), 'utf8')),
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** Only what is listed has a path, whatever is asked for. */
  async pathOf(name: string): Promise<string | null> {
    const { samplesDirectory } = this.settings.options;
    const isListed = (await this.list()).some((sample) => sample.name === name);
    return isListed && samplesDirectory !== undefined ? join(samplesDirectory, name) : null;
  }
}
