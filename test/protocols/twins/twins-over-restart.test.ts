import { describe, expect, it } from 'vitest';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import type { Folding } from '../../servers/start-folding-proxy.ts';
import type { TwinKind } from './twin-scene.ts';
import { twinScene } from './twin-scene.ts';

const plainly: Folding = { plain: (name) => name.normalize('NFC').toLowerCase() };

const foldings: readonly (readonly [string, Folding, string, string])[] = [
  ['case', plainly, 'Photo.jpg', 'photo.jpg'],
  ['accents', plainly, 'caf\u00e9.txt', 'cafe\u0301.txt'],
  ['accents that it writes in its own way', { ...plainly, keeps: (name) => name.normalize('NFD') }, 'caf\u00e9.txt', 'cafe\u0301.txt'],
  ['dots at the end', { plain: (name) => name.replace(/[. ]+$/, '') }, 'notes', 'notes.'],
];

const kinds: readonly (readonly [TwinKind, string])[] = [
  ['put', 'nginx'],
  ['dav', 'apache2'],
  // Its server runs in the tests' own process.
  ['sftp', 'node'],
];

describe.each(kinds)('%s, at a server that takes two names for one', (kind, program) => {
  describe.skipIf(!hasProgram(program))(missingProgram(program) ?? '', () => {
    it.each(foldings)(
      'keeps both files that differ by %s, with a restart between them and at once',
      async (_what, folding, first, second) => {
        const scene = await twinScene(kind, folding);
        expect(await scene.send({ [first]: 'one' }, 'overwrite')).toEqual(['completed']);
        expect(await scene.send({ [second]: 'the other' }, 'overwrite')).toEqual(['completed']);
        expect(scene.kept()).toEqual(['one', 'the other']);
        // What is its own is still replaced.
        await scene.send({ [first]: 'one again' }, 'overwrite');
        expect(scene.kept()).toEqual(['one again', 'the other']);
        // And at once, also in folders that differ so.
        const files = { [`d/${first}`]: 'one', [`d/${second}`]: 'two', [`e ${first}/a`]: 'three', [`e ${second}/a`]: 'four' };
        expect(new Set(await scene.send(files, 'overwrite'))).toEqual(new Set(['completed']));
        expect(scene.kept()).toEqual(['four', 'one', 'one again', 'the other', 'three', 'two']);
      },
    );

    it('keeps what got a number from what has that very name', async () => {
      const scene = await twinScene(kind, plainly);
      await scene.send({ 'Photo.jpg': 'one', 'photo.jpg': 'two' }, 'overwrite');
      await scene.send({ 'photo (2).jpg': 'three', 'Photo (2).jpg': 'four' }, 'overwrite');
      expect(scene.kept()).toEqual(['four', 'one', 'three', 'two']);
    });

    it('skips none of a batch that was not there before', async () => {
      const scene = await twinScene(kind, plainly);
      expect(await scene.send({ 'Photo.jpg': 'one', 'photo.jpg': 'two' }, 'skip')).toEqual(['completed', 'completed']);
      expect(scene.kept()).toEqual(['one', 'two']);
      expect(await scene.send({ 'Photo.jpg': 'three' }, 'skip')).toEqual(['skipped']);
    });
  });
});

describe.each(kinds)('%s, at a server that tells them apart', (kind, program) => {
  it.skipIf(!hasProgram(program))('replaces each by its own, over restarts', async () => {
    const scene = await twinScene(kind, { plain: (name) => name });
    for (const round of ['old', 'new']) {
      await scene.send(
        { makefile: `small ${round}`, Makefile: `large one, ${round}`, 'caf\u00e9': `${round} within`, 'cafe\u0301': `${round}` },
        'overwrite',
      );
    }
    expect(scene.kept()).toEqual(['large one, new', 'new', 'new within', 'small new']);
    expect([scene.contentOf('makefile'), scene.contentOf('Makefile')]).toEqual(['small new', 'large one, new']);
  });
});
