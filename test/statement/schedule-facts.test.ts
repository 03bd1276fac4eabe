import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/document/read';
import { factsOf, type ScheduleFact } from '../../src/statement/schedule-facts';
import { sentencesOf, tokensOfBlock } from '../../src/statement/schedule-tokens';

/** The facts of a text in short: `layers 10`, `every 5`, `fwd 20ns`, `keptLoad counted`. */
function facts(text: string): readonly string[] {
  const document = readDocument(text, 'markdown');
  return document.blocks.flatMap((block) => {
    const sentences = sentencesOf(tokensOfBlock(block, document));
    return sentences.flatMap((sentence, k) => factsOf(sentence, sentences[k - 1]).map(short));
  });
}

function short(fact: ScheduleFact): string {
  switch (fact.kind) {
    case 'layers':
      return `layers ${fact.layers}`;
    case 'kept':
      return fact.every === undefined ? `keep ${fact.keep?.join(',') ?? ''}` : `every ${fact.every}`;
    case 'way':
      return fact.way;
    case 'time':
      return `${fact.of} ${fact.duration}`;
    case 'convention':
      return `${fact.option.name} ${fact.option.value}`;
    case 'disk time':
      return `disk time ${fact.symbol}`;
  }
}

describe('what sets a schedule up', () => {
  it.each([
    ['Your model is a 10 layer network.', 'layers 10'],
    ['A **10-layer** network.', 'layers 10'],
    ['Train a $12$-layer neural network.', 'layers 12'],
    ['A ten layer feedforward network is given.', 'layers 10'],
    ['Take a network with 8 hidden layers.', 'layers 8'],
    ['A model consists of 24 transformer layers.', 'layers 24'],
    ['Consider a deep network with $L = 16$ layers.', 'layers 16'],
  ])('reads the layers: %s', (text, fact) => {
    expect(facts(text)).toEqual([fact]);
  });

  it.each([
    ['We store the activations of every 5th layer.', 'every 5'],
    ['Only every fifth activation is kept.', 'every 5'],
    ['Activations are saved every $4$ layers.', 'every 4'],
    ['The activations of every other layer are stored.', 'every 2'],
    ['Checkpoints are kept at every $3^{\\text{rd}}$ layer.', 'every 3'],
    ['Only the activations of layers 3 and 7 are stored.', 'keep 3,7'],
    ['Layer 5 and Layer 10 activations are stored in memory.', 'keep 5,10'],
    ['We checkpoint after layer 4, keeping checkpoints at layers 4, 8 and 12.', 'keep 4,8,12'],
  ])('reads what is kept: %s', (text, fact) => {
    expect(facts(text)).toEqual([fact]);
  });

  it.each([
    ['Each fwd operation takes 20ns.', 'fwd 20ns'],
    ['Each `loadmem` operation (which loads from memory, not local disk) takes 10 ns.', 'loadmem 10ns'],
    ['- **fwd**: 2.5 µs each', 'fwd 2.5us'],
    ['Let $t_{\\text{fwd}} = 20$ (in ns).', 'fwd 20ns'],
    ['A load from disk costs 3 microseconds.', 'loaddisk 3us'],
  ])('reads times: %s', (text, fact) => {
    expect(facts(text)).toEqual([fact]);
  });

  it('reads several times of one sentence', () => {
    expect(facts('Assume each fwd takes 20ns and each `loadmem` 10ns.')).toEqual(['fwd 20ns', 'loadmem 10ns']);
  });

  it.each([
    [
      'Each memory access to fetch activations or inputs is called a loadmem.',
      ['keptLoad counted', 'inputLoad counted'],
    ],
    ['A loadmem is counted for each time we fetch stored activations from memory.', ['keptLoad counted']],
    ['The inputs stay on the chip and cost no load.', ['inputLoad free']],
    ['Stored activations can be used without a load.', ['keptLoad free']],
    ['The backward step of a layer needs its input.', ['needs input']],
    [
      'We recompute the activations of each layer by loading the last stored one and rerunning forward.',
      ['each layer'],
    ],
    ['Each segment is recomputed once and held in memory.', ['segments']],
    [
      'Layer 7 is to be updated. To get the activations for Layer 7, run Layer 5 through Layer 6 and Layer 7.',
      ['needs output'],
    ],
    ['Let $t$ be the time of one `loaddisk`.', ['disk time t']],
  ])('reads what the words fix: %s', (text, expected) => {
    expect(facts(text)).toEqual(expected);
  });

  it.each([
    'The cake has 5 layers.',
    'Every 5th person in line is served.',
    'He stores every 5th apple in the box.',
    'A 10 layer cake is stored in the fridge.',
    'The truck takes 20 ns.',
    'The initial forward pass takes 3 hours.',
    'How fast should each loaddisk operation be?',
  ])('leaves alone: %s', (text) => {
    expect(facts(text)).toEqual([]);
  });
});
