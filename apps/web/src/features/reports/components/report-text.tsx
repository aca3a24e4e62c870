import type { Block } from '../api/reports';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** The body as it will be laid out: parts and clauses numbered, tables ruled. */
export function ReportText({ blocks }: { blocks: Block[] }) {
  let part = 0;
  let clause = 0;
  return (
    <div className="vt-report">
      {blocks.map((block, index) => {
        const key = `${index}`;
        if (block.type === 'paragraph') return <p key={key}>{block.text}</p>;
        if (block.type === 'table') return <Ruled key={key} header={block.header} rows={block.rows} />;
        if (block.level === 'roman') {
          part += 1;
          clause = 0;
          return (
            <h2 key={key}>
              {ROMAN[part - 1]}. {block.title}
            </h2>
          );
        }
        clause += 1;
        return block.title ? (
          <h3 key={key}>
            {clause}. {block.title}
          </h3>
        ) : (
          <p key={key}>
            {clause}. {block.text}
          </p>
        );
      })}
    </div>
  );
}

function Ruled({ header, rows }: { header: string[]; rows: string[][] }) {
  return (
    <div className="vt-report-table">
      <table>
        <thead>
          <tr>
            {header.map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells[0]}>
              {cells.map((words, index) =>
                index === 0 ? (
                  <th key={header[index]} scope="row">
                    {words}
                  </th>
                ) : (
                  <td key={header[index]}>{words}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
