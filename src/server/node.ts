import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { analyzing } from '../analysis';
import type * as mathjax from './mathjax';
import { filesAround } from './files';
import { serve } from './serve';
import { themedTypeset } from './typeset';

/** The language server as a process: over the channel of the process that started it, or with `--stdio`. */
const connection = createConnection(ProposedFeatures.all);

let draw: ReturnType<typeof mathjax.createTypesetter> | undefined;

serve(connection, {
  analyzing,
  files: filesAround,
  typesetter: (theme) =>
    themedTypeset((tex) => {
      draw ??= loadMathjax().createTypesetter();
      return draw(tex);
    }, theme),
  pace: { now: () => performance.now(), rest: (next) => void setImmediate(next), slice: 8 },
  later: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});
connection.listen();

/** MathJax is a bundle of its own beside this one, and is loaded with the first hover. */
function loadMathjax(): typeof mathjax {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(join(__dirname, 'mathjax.js')) as typeof mathjax;
}
