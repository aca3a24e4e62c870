const mostKept = 20_000;

/**
 * Not every event of a document carries its readers; those named last hold until others are named. A document that this
 * process has not yet seen readers of reaches nobody: the screens ask again by themselves.
 */
export class ReadersSeen {
  private readonly kept = new Map<string, readonly string[]>();

  of(documentId: string, named: readonly string[] | undefined): readonly string[] {
    const readers = named ?? this.kept.get(documentId) ?? [];
    if (named) {
      this.kept.delete(documentId);
      this.kept.set(documentId, named);
      if (this.kept.size > mostKept) this.kept.delete(this.kept.keys().next().value as string);
    }
    return readers;
  }
}
