import { writeFile } from 'node:fs/promises';
import { runCases } from './case';
import { commandCases } from './command.suite';
import { diagnosticsCases } from './diagnostics.suite';
import { hoverCases } from './hover.suite';
import { installedCases } from './installed.suite';
import { notebookCases } from './notebook.suite';
import { quickFixCases } from './quickFix.suite';
import { symbolCases } from './symbols.suite';
import { typingCases } from './typing.suite';

/** What VS Code calls to run the tests. Rejects if one failed; the report goes to the file that the environment names. */
export async function run(): Promise<void> {
  const report = await runCases([
    ...installedCases,
    ...diagnosticsCases,
    ...hoverCases,
    ...commandCases,
    ...quickFixCases,
    ...symbolCases,
    ...notebookCases,
    ...typingCases,
  ]);
  const file = process.env['REDERIVE_REPORT'];
  if (file === undefined) throw new Error('REDERIVE_REPORT names no file.');
  await writeFile(file, JSON.stringify(report));
  if (report.failed.length > 0) throw new Error(`${report.failed.length} failed`);
}
