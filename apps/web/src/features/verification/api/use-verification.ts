import { useEffect, useRef, useState } from 'react';
import { fetchSample, readPdf, type Sample, type Verification, verify } from './verification';

/** Where the visitor stands: no file, one on its way, one that was refused, one with its answer. */
export type Visit =
  | { step: 'choosing' }
  | { step: 'reading' | 'checking'; name: string }
  | { step: 'refused'; name: string; error: unknown }
  | { step: 'answered'; file: File; bytes: ArrayBuffer; verification: Verification };

/** One file at a time; another one, or going away, ends the one before. */
export function useVerification(maxMegabytes: number | undefined) {
  const [visit, setVisit] = useState<Visit>({ step: 'choosing' });
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const begin = async (name: string, fileFrom: (signal: AbortSignal) => Promise<File> | File) => {
    current.current?.abort();
    const mine = new AbortController();
    current.current = mine;
    const unlessGone = (next: Visit) => {
      if (!mine.signal.aborted) setVisit(next);
    };
    setVisit({ step: 'reading', name });
    try {
      const file = await fileFrom(mine.signal);
      const bytes = await readPdf(file, maxMegabytes);
      unlessGone({ step: 'checking', name });
      unlessGone({ step: 'answered', file, bytes, verification: await verify(file, mine.signal) });
    } catch (error) {
      unlessGone({ step: 'refused', name, error });
    }
  };

  return {
    visit,
    show: (file: File) => begin(file.name, () => file),
    trySample: (sample: Sample) => begin(sample.titleVi, (signal) => fetchSample(sample, signal)),
    startAgain: () => {
      current.current?.abort();
      setVisit({ step: 'choosing' });
    },
  };
}
