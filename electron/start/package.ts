import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAlways } from './build-when-stale.ts';
import { endWithMessage } from './end-with-message.ts';
import { addDatabaseBinary } from './package/add-database-binary.ts';
import type { Architecture } from './package/build-packages.ts';
import { buildPackages } from './package/build-packages.ts';
import { releaseChanges } from './package/release-changes.ts';
import { writeBillOfMaterials } from './package/write-bill-of-materials.ts';
import { writeChecksums } from './package/write-checksums.ts';
import { projectFolder } from './project-folder.ts';

// Usage: npm run package -- [TARGET…] [--arch x64] [--arch arm64] [--repository OWNER/NAME]
//   Makes the installers of this system in dist/, with their checksums and a bill of materials beside them. Without a TARGET all of
//   electron-builder.yml, for x64 and arm64; with one for this machine's, or those that are named. With a repository, what is built looks for
//   its updates among its releases.
const folder = join(projectFolder, 'dist');

async function makePackages(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { arch: { type: 'string', multiple: true }, repository: { type: 'string' } },
  });
  const architectures: readonly Architecture[] =
    positionals.length === 0 ? ['x64', 'arm64'] : (values.arch ?? [process.arch]).map(architectureOf);
  const { version } = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8')) as { readonly version: string };
  await buildAlways();
  for (const architecture of architectures) await addDatabaseBinary(architecture);
  const changes = releaseChanges(values.repository ?? null, process.env);
  const packages = await buildPackages({ targets: positionals, architectures, changes });
  const bill = await writeBillOfMaterials(join(folder, `Gantry-${version}-${process.platform}.cdx.json`), version);
  const checksums = await writeChecksums(folder, [...packages, bill]);
  process.stdout.write(`${[...packages, bill, checksums].join('\n')}\n`);
}

function architectureOf(name: string): Architecture {
  if (name === 'x64' || name === 'arm64') return name;
  throw new Error(`Gantry is built for x64 and arm64, not for ${name}.`);
}

await makePackages().catch(endWithMessage);
