import { buildWhenStale } from '../../electron/start/build-when-stale.ts';
import type { NeededProgram } from '../run/install-programs.ts';
import { installPrograms } from '../run/install-programs.ts';
import { everydayPrograms } from '../run/prepare-programs.ts';
import type { Preparation } from '../run/vitest-stage.ts';

/** What takes minutes to install and half a minute to start. */
const heavyPrograms: readonly NeededProgram[] = [
  { program: 'ceph-mon', aptPackages: ['ceph-mon'] },
  { program: 'ceph-osd', aptPackages: ['ceph-osd'] },
  { program: 'radosgw', aptPackages: ['radosgw'] },
  { program: 'ceph', aptPackages: ['ceph-common'] },
];

/** The app, and every server that Gantry is tried against. */
export const prepareHeavyPrograms: Preparation = async () => {
  await buildWhenStale();
  const note = await installPrograms([...everydayPrograms, ...heavyPrograms]);
  return note === null ? { leftOutBecause: null } : { leftOutBecause: null, note };
};
