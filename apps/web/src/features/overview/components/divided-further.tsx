import { useTranslation } from 'react-i18next';
import { Loading, Problem } from '../../../shared/ui/states';
import { type Behind, type Only, type Period, useCoverageParts } from '../api/coverage';
import { FiguresByPart, type Part } from './figures';

interface DividedFurtherProps {
  period: Period;
  part: Part;
  addressOf: (next: { behind: Behind }) => string;
}

/** Two parts at once: the documents of a unit or signer by kind, those of a kind by unit. */
export function DividedFurther({ period, part: { only = {}, figures }, addressOf }: DividedFurtherProps) {
  const { t } = useTranslation();
  const by = only.kind === undefined ? 'kind' : 'unit';
  const asked = useCoverageParts(period, by, true, only);
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <Problem error={asked.error} onRetry={() => asked.refetch()} />;
  const parts = asked.data.items.map(({ key, name, agencyId, figures: of }) => ({
    ...{ key: `${agencyId} ${key}`, name, figures: of },
    only: { ...only, ...(by === 'kind' ? { kind: key } : unitOf(key, agencyId)) },
  }));
  return (
    <FiguresByPart
      title={t(`overview.parts.${by}`)}
      parts={parts}
      total={figures}
      totalOnly={only}
      addressOf={addressOf}
    />
  );
}

/** Papers of no unit are an agency's own. */
const unitOf = (unitId: string, agencyId: string | null): Only =>
  unitId ? { unitId } : { unitId: 'none', descendants: false, ...(agencyId ? { agencyId } : {}) };
