import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../project-folder.ts';
import { runQuietly } from '../run-quietly.ts';
import { importedPackages } from './imported-packages.ts';
import type { BillOfMaterials } from './shipped-components.ts';
import { shippedComponents } from './shipped-components.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Bill extends BillOfMaterials {
  readonly metadata: { readonly component: Readonly<Record<string, unknown>> };
}

/** Writes a CycloneDX bill of all that a package of this system holds, with versions, licences and checksums. Needs npm. Gives its path. */
export async function writeBillOfMaterials(file: string, version: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8')) as Manifest;
  const whole = JSON.parse(await runQuietly('npm', ['sbom', '--sbom-format', 'cyclonedx'], { cwd: projectFolder })) as Bill;
  // What is built in is a dependency of the checkout only, and yet goes out with the app.
  const builtIn = importedPackages(projectFolder).filter((name) => name in manifest.devDependencies && name !== 'electron');
  const bill = shippedComponents(whole, [...Object.keys(manifest.dependencies), ...builtIn], ['electron']);
  const component = { ...bill.metadata.component, type: 'application', name: manifest.name, version };
  await writeFile(file, `${JSON.stringify({ ...bill, metadata: { ...bill.metadata, component } }, null, 2)}\n`);
  return file;
}
