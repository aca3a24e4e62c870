import { writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { certificateToPem } from '@vanthu/pki';
import { twoSignatures } from '../../test/two-signatures.js';

describe('signing', () => {
  it('R-ORG-08: x', async () => {
    for (const useObjectStreams of [false, true]) {
      const flow = await twoSignatures({ useObjectStreams });
      const n = useObjectStreams ? 'os' : 'cl';
      writeFileSync(`/tmp/${n}-source.pdf`, flow.source);
      writeFileSync(`/tmp/${n}-first.pdf`, flow.first);
      writeFileSync(`/tmp/${n}-second.pdf`, flow.second);
      writeFileSync(`/tmp/${n}-root.pem`, certificateToPem(flow.anchors[0]!.certificate));
    }
    expect(1).toBe(1);
  });
});
