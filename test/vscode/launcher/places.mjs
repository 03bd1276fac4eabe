// Where the tests in VS Code keep what they make.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
/** Made once and kept: the workbench, the browser, the bundled suites. */
export const cacheFolder = join(projectFolder, '.vscode-test');
/** Reports, screenshots and the log of the last run. */
export const resultsFolder = join(projectFolder, 'test-results', 'vscode');
