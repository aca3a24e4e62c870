import { appendFileSync } from 'node:fs';

const { VANTHU_RULE_REPORT: report = '', VANTHU_RULE_ENOUGH: enough = '' } = process.env;

/**
 * Writes one JSON line for each file that has run, with its tests. One red test of the rule is enough: the run ends there, because
 * the other tests may wait long for what never comes.
 */
export default class FileReporter {
  onTestResult(_test, { testFilePath, testResults, testExecError }) {
    const tests = testResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({ title: fullName, passed: status === 'passed' }));
    const loaded = testResults.length > 0 || testExecError === undefined;
    appendFileSync(report, `${JSON.stringify({ file: testFilePath, tests, loaded })}\n`);
    // The servers of the run are cleared away by its watchdog.
    if (enough !== '' && tests.some(({ title, passed }) => !passed && title.includes(enough))) process.exit(1);
  }
}
