/** Does the work for each item, at most `width` at once, in the order of the list. The first failure ends it. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  let failed = false;
  const one = async () => {
    while (waiting.length > 0 && !failed) {
      try {
        await work(waiting.shift() as T);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, one));
  const problem = results.find((result) => result.status === 'rejected');
  if (problem) throw problem.reason;
}
