import type { SeededRandom } from './seeded-random.ts';

const odd = ['', '0', '-1', '9'.repeat(25), '\r\n', '\0', 'ÿ', '%00', '../', '\u202e', '{', 'null', '1e999', ' ', ';', ','];

/** Some bytes changed, cut, doubled, moved or put in between, as a bad disk, a bad hop or a bad programmer does. */
export function mutateBytes(bytes: Buffer, random: SeededRandom, mostChanges = 8): Buffer {
  let mutated = Buffer.from(bytes);
  const changes = 1 + random.below(mostChanges);
  for (let change = 0; change < changes; change += 1) {
    const at = random.below(mutated.length + 1);
    const length = random.oneIn(3) ? random.below(mutated.length + 1) : random.below(9);
    switch (random.below(6)) {
      case 0:
        if (mutated.length > 0) mutated[at % mutated.length] = random.below(256);
        break;
      case 1:
        if (mutated.length > 0) mutated[at % mutated.length] = (mutated[at % mutated.length] ?? 0) ^ (1 << random.below(8));
        break;
      case 2:
        mutated = Buffer.concat([mutated.subarray(0, at), mutated.subarray(at + length)]);
        break;
      case 3:
        mutated = Buffer.concat([mutated.subarray(0, at), mutated.subarray(at, at + Math.min(length, 4_096)), mutated.subarray(at)]);
        break;
      case 4:
        mutated = Buffer.concat([mutated.subarray(0, at), Buffer.from(random.pick(odd)), mutated.subarray(at)]);
        break;
      default:
        mutated = Buffer.concat([mutated.subarray(0, at), random.bytes(random.below(9)), mutated.subarray(at)]);
    }
  }
  return mutated;
}
