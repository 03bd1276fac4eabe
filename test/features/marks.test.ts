import { describe, expect, it } from 'vitest';
import { marks } from '../../src/features/marks';
import { type Judge, sample, verdict } from './sample';

const byLetter: Judge = (_, right) => {
  switch (right) {
    case 'p':
      return verdict('proved');
    case 't':
      return verdict('tested');
    case 'g':
      return verdict('given');
    case 'c':
      return verdict('conditional');
    case 'r':
      return verdict('refuted');
    default:
      return verdict('unknown');
  }
};

const ticks = (text: string, typing?: { offset: number }) =>
  marks(sample(text, byLetter), typing).map(({ line, kind }) => `${line} ${kind}`);

describe('ticks at the end of lines', () => {
  it('stand where everything holds; tested if any of it was only tested', () => {
    expect(ticks('$a = p$\n$a = p$ $a = t$\n$a = t = p$')).toEqual(['0 proved', '1 tested', '2 tested']);
  });

  it('do not stand where anything is wrong, conditional or undecided', () => {
    expect(ticks('$a = p = r$\n$a = c$ $a = p$\n$a = t = u$')).toEqual([]);
  });

  it('do not mind what is given', () => {
    expect(ticks('$a = g$ $a = p$\n$a = g$')).toEqual(['0 proved']);
  });

  it('stand on the line where the step ends', () => {
    expect(ticks('$$a\n= p\n= r\n= t$$')).toEqual(['1 proved', '3 tested']);
  });

  it('do not stand on the formula that is being typed', () => {
    expect(ticks('$a = p$ $a = p$\n$a = p$', { offset: 3 })).toEqual(['1 proved']);
  });
});
