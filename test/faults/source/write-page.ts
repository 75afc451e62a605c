import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFaultsPage } from './source-faults-page.ts';

writeFileSync(join(import.meta.dirname, '../../../docs/source-faults.md'), sourceFaultsPage());
