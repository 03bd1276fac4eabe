import { homeworkConvention, conventionNames } from '../../schedule/convention';
import { optimalForwards } from '../../schedule/optimum';
import type { Schedule } from '../../schedule/schedule';
import { squareRootSpacing } from '../../schedule/strategies/segments';

/** Where a count comes from: a formula in LaTeX with its numbers put in, and what it counts. */
export interface ClosedForm {
  readonly counts: 'recomputed' | 'both passes';
  readonly latex: string;
  readonly value: number;
}

/** The closed form of a strategy's count of `fwd`, where one holds for this schedule: what it gives has been compared with the simulation. */
export function closedFormOf(schedule: Schedule): ClosedForm | undefined {
  const form = candidate(schedule);
  if (form === undefined) return undefined;
  const { totals, firstPass } = schedule;
  const counted = form.counts === 'recomputed' ? totals.fwd : totals.fwd + firstPass.fwd;
  return form.value === counted ? form : undefined;
}

function candidate({ network: { layers: l }, choice, convention }: Schedule): ClosedForm | undefined {
  const isHomework = conventionNames.every((name) => convention[name] === homeworkConvention[name]);
  switch (choice.strategy) {
    case 'every':
      return isHomework ? everyForm(l, choice.every ?? 1) : undefined;
    case 'from-input':
      return isHomework
        ? recomputed(`\\binom{L+1}{2} = \\binom{${l + 1}}{2} = ${spaced((l * (l + 1)) / 2)}`, (l * (l + 1)) / 2)
        : undefined;
    case 'segments':
      return isHomework && choice.every !== undefined ? segmentForm(l, choice.every) : undefined;
    case 'sqrt':
      return isHomework ? segmentForm(l, squareRootSpacing(l), '\\lceil\\sqrt{L}\\,\\rceil') : undefined;
    case 'binomial':
      return convention.firstPass === 'needed' ? optimumForm(l, convention.needs, choice.slots ?? 1) : undefined;
    case 'keep':
    case 'store-all':
    case 'disk':
      return undefined;
  }
}

/** In each full segment the targets need 0, 1, …, k − 1 layers, in a rest of r layers 1, …, r. */
function everyForm(l: number, k: number): ClosedForm {
  const segments = Math.floor(l / k);
  const rest = l - segments * k;
  const full = (k * (k - 1)) / 2;
  const value = segments * full + (rest * (rest + 1)) / 2;
  if (rest === 0) {
    return recomputed(
      `\\frac{L}{k}\\binom{k}{2} = \\frac{${l}}{${k}}\\binom{${k}}{2} = ${spaced(segments)}\\cdot ${spaced(full)} = ${spaced(value)}`,
      value,
    );
  }
  return recomputed(
    `\\Big\\lfloor\\frac{L}{k}\\Big\\rfloor\\binom{k}{2}+\\binom{r+1}{2} = ${spaced(segments)}\\cdot ${spaced(full)} + ${spaced((rest * (rest + 1)) / 2)} = ${spaced(value)}`,
    value,
  );
}

/** Every layer runs again once, but for those whose output is kept. */
function segmentForm(l: number, k: number, spacing = 'k'): ClosedForm {
  const segments = Math.floor(l / k);
  return recomputed(
    `L-\\Big\\lfloor\\frac{L}{${spacing}}\\Big\\rfloor = ${spaced(l)}-${spaced(segments)} = ${spaced(l - segments)}`,
    l - segments,
  );
}

/** t(l, s) = r·l − C(s+r, s+1), r least with C(s+r, s) ≥ l; where layers need their outputs, the chain is one longer. */
function optimumForm(layers: number, needs: 'output' | 'input', slots: number): ClosedForm {
  const l = needs === 'output' ? layers + 1 : layers;
  const value = optimalForwards(l, slots);
  let r = 0;
  for (let reach = 1; reach < l; reach = (reach * (slots + r)) / r) r += 1;
  const latex = `r\\,l-\\binom{s+r}{s+1} = ${spaced(r)}\\cdot ${spaced(l)}-\\binom{${slots + r}}{${slots + 1}} = ${spaced(value)}`;
  return { counts: 'both passes', latex, value };
}

function recomputed(latex: string, value: number): ClosedForm {
  return { counts: 'recomputed', latex, value };
}

/** Thousands set apart by thin spaces. */
function spaced(n: number): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, '\\,');
}
