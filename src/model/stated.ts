import { walk } from '../formula/walk';
import { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import type { Sentence } from '../statement/sentence';

/** The numbers that a problem gives: a decimal among them is meant as it stands there. 80 % counts as 80 and as 0.8. */
export class StatedNumbers {
  private readonly values = new Set<string>();

  hear({ text, passages }: Sentence): void {
    for (const [, digits = '', percent] of text.matchAll(numbers)) this.add(digits, percent !== undefined);
    for (const { formula } of passages)
      walk(formula.root, (node) => {
        if (node.kind === 'number') this.add(node.digits, false);
        else if (node.kind === 'quantity' && node.unit === '%' && node.value.kind === 'number')
          this.add(node.value.digits, true);
      });
  }

  has(value: Rational): boolean {
    return this.values.has(value.toString());
  }

  private add(written: string, percent: boolean): void {
    const digits = written.replaceAll(',', '').replace(/^\./, '0.');
    if (digits.length > 20) return;
    const value = Rational.parse(digits, new Fuel(1_000));
    if (!value) return;
    this.values.add(value.toString());
    if (percent) this.values.add(value.dividedBy(Rational.of(100)).toString());
  }
}

const numbers = /(\d[\d,]*(?:\.\d+)?|\.\d+)(\s?%|\s?percent)?/g;
