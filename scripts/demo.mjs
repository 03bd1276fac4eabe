// What a new user sees first: the examples checked in the terminal, and how to go on in the editor.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

run(['scripts/build.mjs'], [0]);
const examples = readdirSync('examples')
  .filter((name) => /\.(md|tex)$/.test(name))
  .map((name) => `examples/${name}`);
console.log(`\n$ node dist/cli.js check ${examples.join(' ')}\n`);
// The examples hold mistakes on purpose: 1 says that something was refuted.
run(['dist/cli.js', 'check', '--color', ...examples], [0, 1]);
console.log(`
The examples hold a few mistakes on purpose: those are the red ones.

To see the same in VS Code:
  npm run package                                makes rederive.vsix
  code --install-extension rederive.vsix         installs it
  code examples/homework.md                      opens an example
Or open this folder in VS Code and press F5.`);

function run(words, allowed) {
  const { status } = spawnSync(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === null || !allowed.includes(status)) process.exit(status || 1);
}
