import { Link } from 'react-router';
import { formatCount } from '../../../shared/format/format';
import { type Behind, countOf, type Figures, type Only, type Shown } from '../api/coverage';

type AddressOf = (next: { behind: Behind }) => string;

interface FigureProps {
  figures: Figures;
  bucket: Shown;
  /** What it is of. Default: everything in the period of the page. */
  only?: Only | undefined;
  addressOf: AddressOf;
}

/** One count that opens the rows behind it. */
export function Figure({ figures, bucket, only, addressOf }: FigureProps) {
  const count = countOf(figures, bucket);
  if (count === 0) return formatCount(0);
  return (
    <Link to={addressOf({ behind: { ...only, bucket } })} data-figure={count}>
      {formatCount(count)}
    </Link>
  );
}

/** Both signatures out of all that have to have them: `617/623`. */
export function Share(of: Omit<FigureProps, 'bucket'>) {
  return (
    <>
      <Figure {...of} bucket="both" />/<Figure {...of} bucket="counted" />
    </>
  );
}

interface SentenceProps {
  /** As the service says it: `617/623 văn bản đi có … (không tính 3 văn bản …).` */
  text: string;
  figures: Figures;
  addressOf: AddressOf;
}

/** The sentence of the report with its counts to be opened. */
export function Sentence({ text, figures, addressOf }: SentenceProps) {
  const [, rest] = /^[\d.]+\/[\d.]+( .*)$/.exec(text) ?? [];
  const said = rest ?? text;
  const left = ` (không tính ${formatCount(figures.excluded)} `;
  const at = figures.excluded === 0 ? -1 : said.indexOf(left);
  return (
    <>
      {rest !== undefined && <Share figures={figures} addressOf={addressOf} />}
      {at < 0 ? (
        said
      ) : (
        <>
          {said.slice(0, at)} (không tính <Figure figures={figures} bucket="excluded" addressOf={addressOf} />{' '}
          {said.slice(at + left.length)}
        </>
      )}
    </>
  );
}
