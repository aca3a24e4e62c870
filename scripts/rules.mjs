/**
 * npm run rules                   every rule of the Decree with the tests that prove it; fails on a rule proved from one side
 * npm run rules -- R-OUT-03 …     the same, with the titles, of these
 * npm run rules -- --json         one JSON object a rule
 * npm run rules -- --mutate [R-…] lets each refusal of each rule pass in turn and asks its tests: one must go red
 */

const { readRules } = await import('./lib/rules/catalogue.mjs');
const { findProofs } = await import('./lib/rules/find-proofs.mjs').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('✕ Thư viện chưa được cài theo package-lock.json. Hãy chạy npm ci trước.');
  process.exit(1);
});

const args = process.argv.slice(2);
const asked = args.filter((one) => !one.startsWith('--'));
const rules = readRules();
const wanted = rules.filter(({ id }) => asked.length === 0 || asked.includes(id));
const known = new Set(rules.map(({ id }) => id));
const unknownAsked = asked.filter((id) => !known.has(id));
if (unknownAsked.length > 0) {
  console.error(`✕ Không có quy tắc: ${unknownAsked.join(', ')}`);
  process.exit(1);
}
const proofs = findProofs();

const standOf = (rule) => {
  const own = proofs.filter(({ id }) => id === rule.id);
  const lawful = own.filter((proof) => proof.lawful).length;
  const refused = own.filter((proof) => proof.refused).length;
  const missing = own.length === 0;
  const oneSided = !missing && rule.proof === 'both' && (lawful === 0 || refused === 0);
  return { ...rule, lawful, refused, tests: own, missing, oneSided };
};
const stands = wanted.map(standOf);

if (args.includes('--mutate')) {
  const { mutate } = await import('./lib/rules/mutate.mjs');
  process.exit(mutate(stands) ? 0 : 1);
}
if (args.includes('--json')) for (const stand of stands) console.log(JSON.stringify(stand));
else tell();

const strangers = [...new Set(proofs.map(({ id }) => id))].filter((id) => !known.has(id));
if (strangers.length > 0)
  console.error(`✕ Bài kiểm tra nêu quy tắc không có trong docs/rules.tsv: ${strangers.join(', ')}`);
// What a pipe has not taken yet would be lost with `exit`.
process.exitCode = stands.some(({ oneSided }) => oneSided) || strangers.length > 0 ? 1 : 0;

function tell() {
  for (const { id, proof, lawful, refused, tests, missing, oneSided, text } of stands) {
    const mark = missing ? '·' : oneSided ? '✕' : '✓';
    const counts = missing ? 'chưa có' : proof === 'one' ? `${tests.length}` : `${lawful} đúng, ${refused} từ chối`;
    console.log(`${mark} ${id.padEnd(9)} ${counts.padEnd(20)} ${text}`);
    if (asked.length === 0) continue;
    for (const { file, title, lawful: isLawful, refused: isRefused } of tests) {
      console.log(`    ${isLawful ? '+' : ' '}${isRefused ? '−' : ' '} ${file}: ${title}`);
    }
  }
  const count = (test) => stands.filter(test).length;
  const missing = stands.filter((stand) => stand.missing).map(({ id }) => id);
  const oneSided = stands.filter((stand) => stand.oneSided).map(({ id }) => id);
  console.log(
    `\n${stands.length} quy tắc: ${count((one) => !one.missing && !one.oneSided)} có đủ bài kiểm tra, ${oneSided.length} một phía, ${missing.length} chưa có`,
  );
  if (oneSided.length > 0) console.log(`Một phía: ${oneSided.join(', ')}`);
  if (missing.length > 0) console.log(`Chưa có: ${missing.join(', ')}`);
}
